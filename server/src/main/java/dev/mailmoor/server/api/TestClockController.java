package dev.mailmoor.server.api;

import dev.mailmoor.server.database.TestClock;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the service's time, for tests; where the settings do not allow it there is no such call. */
@RestController
@RequestMapping(ApiPaths.ROOT)
class TestClockController {
    private static final Pattern OFFSET = Pattern.compile("(-?[0-9]{1,9})(ms|s|m|h|d)");

    private final Settings settings;
    private final TestClock testClock;
    private final Clock clock;

    TestClockController(Settings settings, TestClock testClock, Clock clock) {
        this.settings = settings;
        this.testClock = testClock;
        this.clock = clock;
    }

    /** @param offset {@code 26h}, {@code 30s}, {@code -5m}, {@code 3d} */
    record Move(@Nullable String offset) {}

    @PutMapping("/test-clock")
    @Needs(Role.OWNER)
    @Call(value = "Moves the service's time, where the settings allow it.", gives = "TestClock")
    ResponseEntity<Object> move(Access access, @RequestBody Move move) {
        if (!settings.testClock()) {
            return Problem.notFound().response();
        }
        Optional<Duration> offset = offset(move.offset() == null ? "" : move.offset());
        if (offset.isEmpty()) {
            return Problem.field("offset", "A duration, 26h for one.").response();
        }
        testClock.moveTo(offset.get());
        return ResponseEntity.ok(Map.of(
                "offset",
                move.offset() == null ? "" : move.offset(),
                "now",
                clock.instant().toString()));
    }

    private static Optional<Duration> offset(String text) {
        Matcher matcher = OFFSET.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
