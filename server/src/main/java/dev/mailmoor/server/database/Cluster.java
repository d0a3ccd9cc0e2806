package dev.mailmoor.server.database;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.settings.OwnerOnly;
import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.stream.Stream;

/** The files of the embedded database: made once, whole or not at all. */
final class Cluster {
    static final String NAME = "mailmoor";
    private static final String ACCESS = """
            # One user, one database, from this machine, by password. Written anew by Mailmoor at each start.
            host mailmoor mailmoor 127.0.0.1/32 scram-sha-256
            """;
    private final Path root;
    private final PostgresCommand command;

    Cluster(Path root, PostgresCommand command) {
        this.root = root;
        this.command = command;
    }

    Path files() {
        return root.resolve("cluster");
    }

    private Path passwordFile() {
        return root.resolve("password");
    }

    Secret password() throws IOException {
        return Secret.of(Files.readString(passwordFile()).strip());
    }

    /** Makes what is missing and writes the settings anew. */
    void prepare() throws IOException, InterruptedException {
        if (!Files.exists(files())) {
            make();
        }
        String version = Files.readString(files().resolve("PG_VERSION")).strip();
        if (!version.equals(PostgresBinaries.MAJOR)) {
            throw PlainFault.failed("The data folder was made with PostgreSQL " + version + ", and this Mailmoor has "
                    + PostgresBinaries.MAJOR
                    + ": make a backup with the Mailmoor that made it, and restore that into a new data folder.");
        }
        OwnerOnly.write(files().resolve("pg_hba.conf"), ACCESS.getBytes(StandardCharsets.UTF_8));
        OwnerOnly.write(
                files().resolve("postgresql.conf"), ServerSettings.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The folder gets its name last: a start that was interrupted begins again. */
    private void make() throws IOException, InterruptedException {
        Path fresh = root.resolve("cluster.new");
        remove(fresh);
        String password = random();
        OwnerOnly.write(passwordFile(), password.getBytes(StandardCharsets.UTF_8));
        initialise(fresh);
        String statements = "create role " + NAME + " login password '" + password + "'\n" + "create database " + NAME
                + " owner " + NAME + "\n";
        check(command.run(statements, "postgres", "--single", "-D", fresh.toString(), "postgres"));
        Files.move(fresh, files(), StandardCopyOption.ATOMIC_MOVE);
        OwnerOnly.sync(root);
    }

    private void initialise(Path fresh) throws IOException, InterruptedException {
        // Nobody ever signs in as the superuser; the password that initdb insists on is forgotten at once.
        Path unused = root.resolve("superuser.new");
        OwnerOnly.write(unused, random().getBytes(StandardCharsets.UTF_8));
        try {
            check(command.run(
                    "",
                    "initdb",
                    "--pgdata=" + fresh,
                    "--username=postgres",
                    "--pwfile=" + unused,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--no-instructions"));
        } finally {
            Files.deleteIfExists(unused);
        }
    }

    private static void check(PostgresCommand.Result result) {
        if (result.status() == 0) {
            return;
        }
        if (result.output().contains("unshare")) {
            throw PlainFault.failed("PostgreSQL does not run as root, and this system does not allow the user namespace"
                    + " that would make up for it: start Mailmoor as an ordinary user, or set MAILMOOR_DATABASE_URL.");
        }
        throw PlainFault.failed("The embedded PostgreSQL could not be set up: "
                + result.output().strip().lines().reduce((first, last) -> last).orElse("no reason given"));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
