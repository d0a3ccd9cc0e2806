package dev.mailmoor.server.settings;

import dev.mailmoor.protocol.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration from the environment and from {@code mailmoor.yaml} in the data folder; the environment wins. */
public final class SettingsReader {
    private final Collected collected;

    private SettingsReader(Collected collected) {
        this.collected = collected;
    }

    /** @param workingFolder what relative paths in the environment are relative to; in the file it is the data folder */
    public static Reading read(Map<String, String> environment, Path workingFolder) {
        Collected collected = new Collected(environment, workingFolder);
        Settings settings = new SettingsReader(collected).settings();
        List<Reading.Line> lines = Keys.ALL.stream().map(collected::line).toList();
        return collected.faults().isEmpty()
                ? new Reading.Complete(settings, lines, List.copyOf(collected.warnings()))
                : new Reading.Faulty(List.copyOf(collected.faults()), lines, List.copyOf(collected.warnings()));
    }

    private Settings settings() {
        Path data = collected.data();
        return new Settings(
                data,
                web(),
                database(),
                bootstrap(),
                mailServers(),
                checks(),
                notices(),
                collected.value(Keys.KEK).orElseGet(() -> new KeySource.InFile(data.resolve("vault.key"))),
                collected.required(Keys.TEST_CLOCK));
    }

    private Settings.Web web() {
        int port = collected.required(Keys.PORT);
        String bind = collected.required(Keys.BIND);
        return new Settings.Web(
                port,
                bind,
                collected.value(Keys.PUBLIC_URL).orElseGet(() -> ownUrl(bind, port)),
                collected.value(Keys.TRUSTED_PROXIES).orElse(List.of()),
                collected.value(Keys.SUPPORT_URL));
    }

    private static URI ownUrl(String bind, int port) {
        boolean everywhere = bind.equals("0.0.0.0") || bind.matches("[0:]+");
        String host = everywhere ? "localhost" : bind.contains(":") ? "[" + bind + "]" : bind;
        return URI.create("http://" + host + ":" + port);
    }

    private Optional<Settings.ExternalDatabase> database() {
        Optional<Settings.ExternalDatabase> database = collected.value(Keys.DATABASE_URL);
        Optional<String> user = collected.value(Keys.DATABASE_USER);
        Optional<Secret> password = collected.value(Keys.DATABASE_PASSWORD);
        if (!collected.given(Keys.DATABASE_URL) && (user.isPresent() || password.isPresent())) {
            collected.fault("MAILMOOR_DATABASE_USER and MAILMOOR_DATABASE_PASSWORD need MAILMOOR_DATABASE_URL.");
        }
        return database.map(
                url -> new Settings.ExternalDatabase(url.jdbcUrl(), user.or(url::user), password.or(url::password)));
    }

    private Settings.Bootstrap bootstrap() {
        Optional<String> email = collected.value(Keys.BOOTSTRAP_OWNER_EMAIL);
        Optional<Secret> password = collected.value(Keys.BOOTSTRAP_OWNER_PASSWORD);
        if (collected.given(Keys.BOOTSTRAP_OWNER_EMAIL) != collected.given(Keys.BOOTSTRAP_OWNER_PASSWORD)) {
            collected.fault("MAILMOOR_BOOTSTRAP_OWNER_EMAIL and MAILMOOR_BOOTSTRAP_OWNER_PASSWORD must both be set.");
        }
        return new Settings.Bootstrap(
                collected.value(Keys.BOOTSTRAP_API_KEY),
                email.flatMap(address -> password.map(secret -> new Settings.Bootstrap.Owner(address, secret))));
    }

    private Settings.MailServers mailServers() {
        return new Settings.MailServers(
                collected.value(Keys.ALLOWED_NETWORKS).orElse(List.of()),
                collected.value(Keys.TRUSTED_CERTIFICATES),
                collected.required(Keys.CONNECT_TIMEOUT),
                collected.required(Keys.READ_TIMEOUT),
                collected.value(Keys.SERVER_LOGINS_PER_SECOND),
                collected.required(Keys.POST_QUANTUM));
    }

    private Settings.Checks checks() {
        return new Settings.Checks(
                collected.required(Keys.CHECK_INTERVAL),
                collected.required(Keys.POP3_INTERVAL),
                collected.required(Keys.SENDING_INTERVAL),
                collected.required(Keys.CONFIRM_DELAY),
                collected.required(Keys.INCIDENT_MAX));
    }

    private Settings.Notices notices() {
        Optional<Settings.Relay> relay = collected.value(Keys.NOTICE_SMTP_URL);
        Optional<String> from = collected
                .value(Keys.NOTICE_FROM)
                .or(() -> relay.flatMap(Settings.Relay::login)
                        .map(Settings.Relay.Login::user)
                        .filter(user -> user.indexOf('@') > 0));
        if (relay.isPresent() && from.isEmpty() && !collected.given(Keys.NOTICE_FROM)) {
            collected.fault("MAILMOOR_NOTICE_SMTP_URL needs MAILMOOR_NOTICE_FROM.");
        }
        return new Settings.Notices(relay, from);
    }
}
