/* A mail server that costs next to nothing: answers an IMAP or SMTP sign-in over TLS 1.3 as fast as a client can ask.
 * Usage: stub CERT.pem KEY.pem THREADS TICKETS imap|smtp PATIENCE
 * Prints its port. For each line on standard input it prints what it has seen so far: full handshakes, resumed ones,
 * logins. Ends when standard input closes. TICKETS is how many a client gets to resume with; 0 means never. PATIENCE is how
 * many seconds it waits for a word. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static SSL_CTX *ctx;
static int listener, smtp, patience;
static atomic_long full, resumed, logins;

static int say(SSL *ssl, const char *text) { return SSL_write(ssl, text, (int)strlen(text)) > 0; }

/* Reads one line into line; 0 at the end of the connection. Keeps what came behind it in buf. */
static int next_line(SSL *ssl, char *buf, int *held, char *line, int cap) {
  for (;;) {
    char *end = memchr(buf, '\n', (size_t)*held);
    if (end) {
      int length = (int)(end - buf) + 1, copied = length < cap ? length : cap - 1;
      memcpy(line, buf, (size_t)copied);
      line[copied] = 0;
      memmove(buf, end + 1, (size_t)(*held - length));
      *held -= length;
      return 1;
    }
    if (*held >= 4095) return 0;
    int got = SSL_read(ssl, buf + *held, 4095 - *held);
    if (got <= 0) return 0;
    *held += got;
  }
}

static int answer_smtp(SSL *ssl, char *line) {
  char *save, *verb = strtok_r(line, " \r\n", &save);
  if (!verb) return 0;
  if (!strcasecmp(verb, "EHLO")) return say(ssl, "250-stub\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN\r\n");
  if (!strcasecmp(verb, "QUIT")) return say(ssl, "221 2.0.0 bye\r\n") && 0;
  if (strcasecmp(verb, "AUTH")) return say(ssl, "250 2.0.0 ok\r\n");
  logins++;
  return say(ssl, "235 2.7.0 ok\r\n");
}

static int answer_imap(SSL *ssl, char *line) {
  char out[512], *save, *tag = strtok_r(line, " \r\n", &save), *verb = strtok_r(NULL, " \r\n", &save);
  if (!tag || !verb) return 0;
  const char *before = "";
  int last = 0;
  if (!strcasecmp(verb, "CAPABILITY")) before = "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n";
  if (!strcasecmp(verb, "EXAMINE") || !strcasecmp(verb, "SELECT"))
    before = "* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n";
  if (!strcasecmp(verb, "LOGIN") || !strcasecmp(verb, "AUTHENTICATE")) logins++;
  if (!strcasecmp(verb, "LOGOUT")) before = "* BYE bye\r\n", last = 1;
  snprintf(out, sizeof out, "%s%s OK %s done\r\n", before, tag, verb);
  return say(ssl, out) && !last;
}

static void talk(int fd) {
  char buf[4096], line[1024];
  int held = 0, one = 1;
  struct timeval deadline = {patience, 0};
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof deadline);
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_accept(ssl) == 1) {
    if (SSL_session_reused(ssl)) resumed++;
    else full++;
    if (say(ssl, smtp ? "220 stub ESMTP\r\n" : "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] stub ready\r\n"))
      while (next_line(ssl, buf, &held, line, sizeof line) && (smtp ? answer_smtp : answer_imap)(ssl, line)) {
      }
  }
  SSL_shutdown(ssl);
  SSL_free(ssl);
  close(fd);
}

static void *serve(void *unused) {
  (void)unused;
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd >= 0) talk(fd);
  }
  return NULL;
}

static int listen_on_loopback(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof at;
  listener = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 4096)) return -1;
  getsockname(listener, (struct sockaddr *)&at, &size);
  return ntohs(at.sin_port);
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  patience = atoi(argv[6]);
  smtp = !strcmp(argv[5], "smtp");
  signal(SIGPIPE, SIG_IGN);
  ctx = SSL_CTX_new(TLS_server_method());
  SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(ctx, (size_t)atoi(argv[4]));
  if (SSL_CTX_use_certificate_chain_file(ctx, argv[1]) != 1 ||
      SSL_CTX_use_PrivateKey_file(ctx, argv[2], SSL_FILETYPE_PEM) != 1)
    return 1;
  int port = listen_on_loopback();
  if (port < 0) return 1;
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 128 * 1024);
  for (int i = 0; i < atoi(argv[3]); i++) {
    pthread_t thread;
    pthread_create(&thread, &small, serve, NULL);
  }
  printf("%d\n", port);
  fflush(stdout);
  for (int c; (c = getchar()) != EOF;)
    if (c == '\n') {
      printf("%ld %ld %ld\n", (long)full, (long)resumed, (long)logins);
      fflush(stdout);
    }
  return 0;
}
