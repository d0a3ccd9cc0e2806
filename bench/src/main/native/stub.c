/* A mail server that costs next to nothing: answers an IMAP or SMTP sign-in over TLS 1.3 as fast as a client can ask.
 * Usage: stub CERT.pem KEY.pem TICKETS imap|smtp PATIENCE
 * Prints its port and what it speaks TLS with. For each line on standard input it prints what it has seen so far: full handshakes, resumed ones,
 * logins. Ends when standard input closes. TICKETS is how many a client gets to resume with; 0 means never. PATIENCE is how
 * many seconds it waits for a word.
 *
 * Two threads wait for whatever connection has something to say. OpenSSL would read each record in two calls and write each
 * message in one; here bytes are fetched and sent whole, so that a turn of the conversation is one call each way. */
#define _GNU_SOURCE
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
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS = 2, LINE = 1024, AT_ONCE = 64 };

/* Links of one worker stand in a ring, the one that has been silent for longest first. */
typedef struct link {
  struct link *before, *after;
  SSL *ssl;
  BIO *in, *out;
  time_t heard;
  int fd, greeted, held;
  char line[LINE];
} link_t;

typedef struct {
  int epoll;
  link_t ring;
} worker_t;

static SSL_CTX *ctx;
static int listener, smtp, patience;
static atomic_long full, resumed, logins;

static int say(link_t *to, const char *text) { return SSL_write(to->ssl, text, (int)strlen(text)) > 0; }

static int answer_smtp(link_t *to, char *line) {
  char *save, *verb = strtok_r(line, " \r\n", &save);
  if (!verb) return 0;
  if (!strcasecmp(verb, "EHLO")) return say(to, "250-stub\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN\r\n");
  if (!strcasecmp(verb, "QUIT")) return say(to, "221 2.0.0 bye\r\n") && 0;
  if (strcasecmp(verb, "AUTH")) return say(to, "250 2.0.0 ok\r\n");
  logins++;
  return say(to, "235 2.7.0 ok\r\n");
}

static int answer_imap(link_t *to, char *line) {
  char out[512], *save, *tag = strtok_r(line, " \r\n", &save), *verb = strtok_r(NULL, " \r\n", &save);
  if (!tag || !verb) return 0;
  const char *before = "";
  int last = 0;
  if (!strcasecmp(verb, "CAPABILITY")) before = "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n";
  if (!strcasecmp(verb, "EXAMINE") || !strcasecmp(verb, "SELECT"))
    before = "* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n";
  if (!strcasecmp(verb, "LOGIN") || !strcasecmp(verb, "AUTHENTICATE")) logins++;
  if (!strcasecmp(verb, "LOGOUT")) before = "* BYE bye\r\n", last = 1;
  snprintf(out, sizeof out, "%s%.99s OK %.99s done\r\n", before, tag, verb);
  return say(to, out) && !last;
}

/* Answers the lines that are whole; 0 when it is over. A line that is too long is. */
static int converse(link_t *with) {
  for (;;) {
    int got = SSL_read(with->ssl, with->line + with->held, LINE - 1 - with->held);
    if (got <= 0) return with->held < LINE - 1 && SSL_get_error(with->ssl, got) == SSL_ERROR_WANT_READ;
    with->held += got;
    char *end;
    while ((end = memchr(with->line, '\n', (size_t)with->held))) {
      char line[LINE];
      int length = (int)(end - with->line) + 1;
      memcpy(line, with->line, (size_t)length);
      line[length] = 0;
      with->held -= length;
      memmove(with->line, end + 1, (size_t)with->held);
      if (!(smtp ? answer_smtp : answer_imap)(with, line)) return 0;
    }
  }
}

static int greet(link_t *to) {
  int done = SSL_accept(to->ssl);
  if (done != 1) return SSL_get_error(to->ssl, done) == SSL_ERROR_WANT_READ;
  if (SSL_session_reused(to->ssl)) resumed++;
  else full++;
  to->greeted = 1;
  return say(to, smtp ? "220 stub ESMTP\r\n" : "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] stub ready\r\n");
}

static int flush(link_t *to) {
  char *bytes;
  long length = BIO_get_mem_data(to->out, &bytes);
  if (length == 0) return 1;
  int whole = send(to->fd, bytes, (size_t)length, MSG_NOSIGNAL) == length;
  BIO_reset(to->out);
  return whole;
}

/* One turn of the conversation; 0 when it was the last. */
static int turn(link_t *with) {
  char bytes[8192];
  ssize_t got = recv(with->fd, bytes, sizeof bytes, 0);
  if (got <= 0 || BIO_write(with->in, bytes, (int)got) != got) return 0;
  int goes_on = (with->greeted || greet(with)) && (!with->greeted || converse(with));
  if (!goes_on && with->greeted) SSL_shutdown(with->ssl);
  return flush(with) && goes_on;
}

static void leave_ring(link_t *link) {
  link->before->after = link->after;
  link->after->before = link->before;
}

static void join_ring(worker_t *worker, link_t *link) {
  link->heard = time(NULL);
  link->after = &worker->ring;
  link->before = worker->ring.before;
  link->before->after = link->after->before = link;
}

static void hang_up(link_t *link) {
  leave_ring(link);
  SSL_free(link->ssl);
  close(link->fd);
  free(link);
}

static void welcome(worker_t *worker) {
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return;
  link_t *link = calloc(1, sizeof *link);
  link->fd = fd;
  link->ssl = SSL_new(ctx);
  SSL_set_bio(link->ssl, link->in = BIO_new(BIO_s_mem()), link->out = BIO_new(BIO_s_mem()));
  join_ring(worker, link);
  struct epoll_event when = {.events = EPOLLIN, .data.ptr = link};
  if (epoll_ctl(worker->epoll, EPOLL_CTL_ADD, fd, &when)) hang_up(link);
}

static void listen_to(worker_t *worker, link_t *link) {
  leave_ring(link);
  join_ring(worker, link);
  if (!turn(link)) hang_up(link);
}

static void *serve(void *unused) {
  worker_t worker = {.epoll = epoll_create1(EPOLL_CLOEXEC)};
  worker.ring.before = worker.ring.after = &worker.ring;
  struct epoll_event when = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.ptr = NULL}, ready[AT_ONCE];
  epoll_ctl(worker.epoll, EPOLL_CTL_ADD, listener, &when);
  for (;;) {
    int number = epoll_wait(worker.epoll, ready, AT_ONCE, 1000);
    for (int i = 0; i < number; i++) {
      if (ready[i].data.ptr) listen_to(&worker, ready[i].data.ptr);
      else welcome(&worker);
    }
    while (worker.ring.after != &worker.ring && worker.ring.after->heard + patience < time(NULL))
      hang_up(worker.ring.after);
  }
  return unused;
}

static int listen_on_loopback(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof at;
  int yes = 1;
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 4096)) return -1;
  getsockname(listener, (struct sockaddr *)&at, &size);
  return ntohs(at.sin_port);
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  patience = atoi(argv[5]);
  smtp = !strcmp(argv[4], "smtp");
  signal(SIGPIPE, SIG_IGN);
  ctx = SSL_CTX_new(TLS_server_method());
  SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(ctx, (size_t)atoi(argv[3]));
  SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
  if (SSL_CTX_use_certificate_chain_file(ctx, argv[1]) != 1 ||
      SSL_CTX_use_PrivateKey_file(ctx, argv[2], SSL_FILETYPE_PEM) != 1)
    return 1;
  int port = listen_on_loopback();
  if (port < 0) return 1;
  for (int i = 0; i < WORKERS; i++) {
    pthread_t thread;
    pthread_create(&thread, NULL, serve, NULL);
  }
  printf("%d %s\n", port, OpenSSL_version(OPENSSL_VERSION));
  fflush(stdout);
  for (int c; (c = getchar()) != EOF;)
    if (c == '\n') {
      printf("%ld %ld %ld\n", (long)full, (long)resumed, (long)logins);
      fflush(stdout);
    }
  return 0;
}
