package dev.mailmoor.server.settings;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.wire.Cidr;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every key there is: the reader, {@code --print-config} and the reference in docs/ all come from here. */
final class Keys {
    static final Key<Path> DATA = Key.plain(
            "data",
            "./data",
            "The data folder, with owner-only rights. It cannot stand in mailmoor.yaml, which is found in it.",
            Values::path);
    static final Key<Integer> PORT = Key.plain("port", "8025", "Port of the console and the API.", Values::port);
    static final Key<String> BIND = Key.plain(
            "bind", "127.0.0.1", "Address that the console and the API listen on; `0.0.0.0` for all.", Values::bind);
    static final Key<URI> PUBLIC_URL = Key.plain(
                    "public-url", "", "Base of the links that people get, as they reach the service.", Values::webUrl)
            .defaultShownAs("from port and bind");
    static final Key<List<Cidr>> TRUSTED_PROXIES = Key.plain(
            "trusted-proxies", "", "CIDR blocks of the proxies whose forwarded headers count.", Values::blocks);
    static final Key<Settings.ExternalDatabase> DATABASE_URL = new Key<>(
            "database-url",
            "",
            "none",
            "A PostgreSQL (15 or newer) instead of the embedded one: `postgres://host/database` or"
                    + " `jdbc:postgresql://host/database`. Any number of `serve` processes may share it.",
            Key.Sensitivity.SECRET,
            DatabaseUrl::parse);
    static final Key<String> DATABASE_USER =
            Key.plain("database-user", "", "User of that database, when its URL names none.", Values::text);
    static final Key<Secret> DATABASE_PASSWORD =
            Key.secret("database-password", "Password of that user.", Values::secret);
    static final Key<Secret> BOOTSTRAP_API_KEY = Key.secret(
            "bootstrap-api-key",
            "On a new database only: makes the workspace `default` and this API key, with full rights. Any string of"
                    + " 32 characters or more.",
            Values::apiKey);
    static final Key<String> BOOTSTRAP_OWNER_EMAIL = Key.plain(
            "bootstrap-owner-email",
            "",
            "On a new database only: the owner's sign-in, instead of the one-time link.",
            Values::email);
    static final Key<Secret> BOOTSTRAP_OWNER_PASSWORD =
            Key.secret("bootstrap-owner-password", "The password of that owner.", Values::secret);
    static final Key<URI> SUPPORT_URL = Key.plain(
            "support-url", "", "Where people get help: shown on every page and in every notice.", Values::supportUrl);
    static final Key<Settings.Relay> NOTICE_SMTP_URL = new Key<>(
            "notice-smtp-url",
            "",
            "none",
            "The mail server that notices go through: `smtp://user:secret@host:port`, `smtps://…` (TLS from the"
                    + " beginning) or `smtp+starttls://…`. User and secret are percent-encoded and may be left out. It is"
                    + " yours, so it may stand on any network. Without it nobody is told by mail.",
            Key.Sensitivity.SECRET,
            RelayUrl::parse);
    static final Key<String> NOTICE_FROM = Key.plain(
                    "notice-from", "", "The address that notices come from.", Values::email)
            .defaultShownAs("the relay's user, if that is an address");
    static final Key<List<Cidr>> ALLOWED_NETWORKS = Key.plain(
            "allowed-networks",
            "",
            "CIDR blocks of non-public addresses that mail servers, OAuth servers and webhooks may live in; any port is"
                    + " allowed there, and `security: none` only there.",
            Values::blocks);
    static final Key<Path> TRUSTED_CERTIFICATES = Key.plain(
            "trusted-certificates",
            "",
            "PEM file of further certificate authorities for mail servers, OAuth servers and webhooks.",
            Values::certificates);
    static final Key<Duration> CHECK_INTERVAL =
            Key.plain("check-interval", "5m", "How often a quiet IMAP channel is checked.", Values::interval);
    static final Key<Duration> POP3_INTERVAL =
            Key.plain("pop3-interval", "10m", "How often a quiet POP3 channel is checked.", Values::interval);
    static final Key<Duration> SENDING_INTERVAL =
            Key.plain("sending-interval", "30m", "How often a quiet SMTP channel is checked.", Values::interval);
    static final Key<Duration> CONFIRM_DELAY = Key.plain(
            "confirm-delay", "30s", "How long after a first failure the next check confirms it.", Values::interval);
    static final Key<Duration> INCIDENT_MAX = Key.plain(
            "incident-max",
            "30m",
            "The longest time that a provider's incident holds back what is believed of its mailboxes.",
            Values::interval);
    static final Key<Double> SERVER_LOGINS_PER_SECOND = Key.plain(
                    "server-logins-per-second",
                    "",
                    "Login budget of one server (name and port), over all processes. People's own tests go first.",
                    Values::rate)
            .defaultShownAs("by provider; unknown servers 10");
    static final Key<Duration> CONNECT_TIMEOUT = Key.plain(
            "connect-timeout",
            "10s",
            "How long resolving and connecting to a mail server may take, 30s at most.",
            Values::timeout);
    static final Key<Duration> READ_TIMEOUT = Key.plain(
            "read-timeout",
            "20s",
            "How long each later stage with a mail server may take, 30s at most.",
            Values::timeout);
    static final Key<Boolean> POST_QUANTUM = Key.plain(
            "post-quantum",
            "false",
            "`true` offers mail servers a post-quantum key share first (X25519MLKEM768); every connection then costs"
                    + " more.",
            Values::yesOrNo);
    static final Key<KeySource> KEK = Key.plain(
                    "kek",
                    "",
                    "The key that seals the vault's keys: `file:PATH` or `env:NAME`. Its fingerprint is in the"
                            + " database: a process with another one refuses to start.",
                    Values::keySource)
            .defaultShownAs("`file:<data>/vault.key`");
    static final Key<Boolean> TEST_CLOCK = Key.plain(
            "test-clock",
            "false",
            "For tests: `true` lets `PUT /api/v1/test-clock` move the service's time.",
            Values::yesOrNo);

    /** In the order of the reference. */
    static final List<Key<?>> ALL = List.of(
            DATA,
            PORT,
            BIND,
            PUBLIC_URL,
            TRUSTED_PROXIES,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            BOOTSTRAP_API_KEY,
            BOOTSTRAP_OWNER_EMAIL,
            BOOTSTRAP_OWNER_PASSWORD,
            NOTICE_SMTP_URL,
            NOTICE_FROM,
            SUPPORT_URL,
            ALLOWED_NETWORKS,
            TRUSTED_CERTIFICATES,
            CHECK_INTERVAL,
            POP3_INTERVAL,
            SENDING_INTERVAL,
            CONFIRM_DELAY,
            INCIDENT_MAX,
            SERVER_LOGINS_PER_SECOND,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            POST_QUANTUM,
            KEK,
            TEST_CLOCK);

    private Keys() {}
}
