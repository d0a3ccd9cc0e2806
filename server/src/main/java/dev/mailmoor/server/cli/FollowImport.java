package dev.mailmoor.server.cli;

import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Looks at an import until it is over, or waits for a person. A service that restarts meanwhile is waited for. */
final class FollowImport {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Service service;
    private final String path;

    FollowImport(Service service, String path) {
        this.service = service;
        this.path = path;
    }

    /** @param seen hears how far it is, the last time when it goes on no more */
    JsonNode toItsEnd(Consumer<JsonNode> seen) {
        JsonNode now = look();
        seen.accept(now);
        while (goesOn(now)) {
            pause();
            now = look();
            seen.accept(now);
        }
        return now;
    }

    private JsonNode look() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return service.get(path);
            } catch (Service.Refusal e) {
                if (!e.mayPass() || System.nanoTime() - until > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Service.Refusal("Interrupted. The import goes on.");
        }
    }

    static boolean goesOn(JsonNode run) {
        return switch (run.path("state").asString("")) {
            case "preparing", "running" -> true;
            default -> false;
        };
    }
}
