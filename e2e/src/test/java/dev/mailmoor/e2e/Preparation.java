package dev.mailmoor.e2e;

import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.database.EmbeddedPostgres;
import dev.mailmoor.testkit.hosts.FreePorts;
import dev.mailmoor.testkit.hosts.MailHost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What to start, before it is started: {@link RunningMailmoor#prepare()}. */
public final class Preparation {
    private final DataFolder data = DataFolder.create();
    private final String apiKey = "test-key-" + UUID.randomUUID();
    private final String ownerPassword = "Owner-" + UUID.randomUUID();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "MAILMOOR_DATA",
            data.path().toString(),
            "MAILMOOR_PORT",
            String.valueOf(FreePorts.take()),
            "MAILMOOR_BOOTSTRAP_API_KEY",
            apiKey,
            "MAILMOOR_BOOTSTRAP_OWNER_EMAIL",
            RunningMailmoor.OWNER,
            "MAILMOOR_BOOTSTRAP_OWNER_PASSWORD",
            ownerPassword,
            "MAILMOOR_ALLOWED_NETWORKS",
            "127.0.0.0/8"));
    private Program program = Program.SERVER;

    Preparation() {
        environment.putAll(OutsideDatabase.variables());
    }

    public Preparation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Preparation without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** So that the first owner comes by the one-time link. */
    public Preparation withoutOwner() {
        return without("MAILMOOR_BOOTSTRAP_OWNER_EMAIL").without("MAILMOOR_BOOTSTRAP_OWNER_PASSWORD");
    }

    /** The host's certificate is accepted. */
    public Preparation trusting(MailHost host) {
        return with("MAILMOOR_TRUSTED_CERTIFICATES", host.authorities().toString());
    }

    /** A further process on the embedded database of one that runs, with its keys. */
    public Preparation sharing(RunningMailmoor first) {
        DatabaseAddress database = EmbeddedPostgres.runningOn(first.data()).orElseThrow();
        return with("MAILMOOR_DATABASE_URL", database.jdbcUrl())
                .with("MAILMOOR_DATABASE_USER", database.user())
                .with("MAILMOOR_DATABASE_PASSWORD", database.password().reveal(text -> text))
                .with("MAILMOOR_KEK", "file:" + first.data().resolve("vault.key"));
    }

    /** The playground instead of the service. */
    public Preparation demo() {
        program = Program.DEMO;
        return this;
    }

    /** Runs another command of the product with the same settings, to its end. */
    public CommandRun run(String... arguments) {
        return CommandRun.of(Program.SERVER, environment, List.of(arguments));
    }

    /** Where its data is, or will be. */
    public Path folder() {
        return data.path();
    }

    /** Returns when it is ready. */
    public RunningMailmoor start() {
        return new RunningMailmoor(this);
    }

    DataFolder data() {
        return data;
    }

    /** The bootstrap key. */
    public String apiKey() {
        return apiKey;
    }

    String ownerPassword() {
        return ownerPassword;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    List<String> command() {
        return program.command(program == Program.DEMO ? List.of() : List.of("serve"));
    }

    ProcessOutput newOutput() {
        return ProcessOutput.create(program.name().toLowerCase(Locale.ROOT), List.of(apiKey, ownerPassword));
    }
}
