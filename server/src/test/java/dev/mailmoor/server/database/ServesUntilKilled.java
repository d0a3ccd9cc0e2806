package dev.mailmoor.server.database;

import java.nio.file.Path;

/** A process for tests to kill: runs the database of the folder it is given, and waits. */
final class ServesUntilKilled {
    private ServesUntilKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]))) {
            System.out.println(postgres.address().jdbcUrl());
            Thread.currentThread().join();
        }
    }
}
