/* The same sign-in by a small C program on OpenSSL: connect, TLS, greeting, login, EXAMINE, logout; one after the other.
 * Usage: peer PORT ROOT.pem RESUME(0|1) ; for each number on standard input it runs so many checks and prints the CPU
 * microseconds that they took. Chain and name are verified. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static SSL_CTX *ctx;
static int port, resume;
static SSL_SESSION *session;

static int keep(SSL *ssl, SSL_SESSION *fresh) {
  (void)ssl;
  if (session) SSL_SESSION_free(session);
  session = fresh;
  return 1;
}

/* Reads until a line begins with what is awaited. */
static int await(SSL *ssl, const char *what) {
  char buf[4096];
  int held = 0;
  for (;;) {
    int got = SSL_read(ssl, buf + held, (int)sizeof buf - 1 - held);
    if (got <= 0) return 0;
    held += got;
    buf[held] = 0;
    for (char *line = buf; line && strchr(line, '\n'); line = strchr(line, '\n') + 1)
      if (!strncmp(line, what, strlen(what))) return 1;
  }
}

static int say(SSL *ssl, const char *text, const char *what) {
  return SSL_write(ssl, text, (int)strlen(text)) > 0 && await(ssl, what);
}

static int check(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(fd, (struct sockaddr *)&at, sizeof at)) return 0;
  SSL *ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  SSL_set_tlsext_host_name(ssl, "localhost");
  SSL_set1_host(ssl, "localhost");
  if (resume && session) SSL_set_session(ssl, session);
  int good = SSL_connect(ssl) == 1 && await(ssl, "* OK") &&
             say(ssl, "A1 AUTHENTICATE PLAIN AGFubmFAZXhhbXBsZS5jb20AY29ycmVjdCBob3JzZQ==\r\n", "A1 OK") &&
             say(ssl, "A2 EXAMINE INBOX\r\n", "A2 OK") && say(ssl, "A3 LOGOUT\r\n", "* BYE");
  SSL_shutdown(ssl);
  SSL_free(ssl);
  close(fd);
  return good;
}

static long cpu_micros(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  port = atoi(argv[1]);
  resume = atoi(argv[3]);
  ctx = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if (SSL_CTX_load_verify_locations(ctx, argv[2], NULL) != 1) return 1;
  if (resume) {
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
    SSL_CTX_sess_set_new_cb(ctx, keep);
  }
  int checks;
  while (scanf("%d", &checks) == 1) {
    long before = cpu_micros();
    for (int i = 0; i < checks; i++)
      if (!check()) {
        printf("failed\n");
        return 1;
      }
    printf("%ld\n", cpu_micros() - before);
    fflush(stdout);
  }
  return 0;
}
