package dev.mailmoor.testkit.hosts;

import java.nio.file.Path;
import java.util.List;

/** The files a private Dovecot starts from. */
record DovecotConfiguration(Path file, Path log, Ports ports) {
    record Ports(int imap, int imaps, int pop3, int pop3s, int auth) {
        static Ports free() {
            return new Ports(FreePorts.take(), FreePorts.take(), FreePorts.take(), FreePorts.take(), FreePorts.take());
        }
    }

    static DovecotConfiguration write(HostFolder folder, HostCertificate certificate, SignInWays ways) {
        Ports ports = Ports.free();
        folder.subfolder("dovecot-run");
        folder.subfolder("dovecot-state");
        folder.subfolder("home", "mail", "mail", "rwxr-x---");
        // Delivery runs as mail and appends to the same log.
        Path log = folder.write("dovecot.log", "");
        HostFolder.own(log, "mail", "mail");
        folder.write("dovecot-users.conf", USERS.formatted(folder.path()));
        String text = MAIN.formatted(certificate.chain(), certificate.key(), ways.mechanisms())
                + ways.issuer().map(issuer -> tokens(folder, issuer)).orElse("")
                + LISTENERS.formatted(ports.imap(), ports.imaps(), ports.pop3(), ports.pop3s(), ports.auth());
        return new DovecotConfiguration(
                folder.write(
                        "dovecot.conf", text.replace("FOLDER", folder.path().toString())),
                log,
                ports);
    }

    /** Dovecot looks for the key under the client's name, or under {@code default} in tokens that name none. */
    private static String tokens(HostFolder folder, TokenIssuer issuer) {
        for (String client : List.of("default", issuer.client())) {
            folder.subfolder("keys/" + client + "/RS256");
            folder.write("keys/" + client + "/RS256/" + issuer.keyId(), issuer.pem());
        }
        folder.write("dovecot-tokens.conf", TOKENS.formatted(folder.path(), issuer.issuer()));
        return TOKEN_PASSDB;
    }

    private static final String TOKENS = """
            introspection_mode = local
            local_validation_key_dict = fs:posix:prefix=%s/keys/
            username_attribute = email
            issuers = %s
            """;

    private static final String TOKEN_PASSDB = """
            passdb {
              driver = oauth2
              mechanisms = xoauth2 oauthbearer
              args = FOLDER/dovecot-tokens.conf
            }
            """;

    private static final String USERS = """
            uri = fs:posix:prefix=%s/users/
            key passdb {
              key = %%u
              format = json
            }
            passdb_objects = passdb
            """;

    /**
     * The first passdb knows nobody's password; it only marks every request {@code nodelay}. Without it a refusal waits up
     * to half a second even with {@code auth_failure_delay = 0}, and the address is penalised.
     */
    private static final String MAIN = """
            instance_name = mailmoor-test
            base_dir = FOLDER/dovecot-run
            state_dir = FOLDER/dovecot-state
            log_path = FOLDER/dovecot.log
            protocols = imap pop3
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <%s
            ssl_key = <%s
            disable_plaintext_auth = no
            auth_mechanisms = %s
            auth_failure_delay = 0
            auth_verbose = yes
            mail_uid = mail
            mail_gid = mail
            first_valid_uid = 8
            mail_location = maildir:~/Maildir
            mail_max_userip_connections = 10000
            postmaster_address = postmaster@moor.test
            passdb {
              driver = static
              args = noauthenticate=y nodelay=y
            }
            passdb {
              driver = dict
              args = FOLDER/dovecot-users.conf
            }
            userdb {
              driver = static
              args = uid=mail gid=mail home=FOLDER/home/%%u
            }
            """;

    private static final String LISTENERS = """
            service imap-login {
              inet_listener imap {
                port = %d
              }
              inet_listener imaps {
                port = %d
              }
            }
            service pop3-login {
              inet_listener pop3 {
                port = %d
              }
              inet_listener pop3s {
                port = %d
              }
            }
            service auth {
              inet_listener {
                address = 127.0.0.1
                port = %d
              }
              unix_listener auth-userdb {
                mode = 0666
              }
            }
            service stats {
              unix_listener stats-writer {
                mode = 0666
              }
            }
            """;
}
