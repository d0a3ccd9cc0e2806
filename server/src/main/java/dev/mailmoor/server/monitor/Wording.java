package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** The sentences of the timeline. */
final class Wording {
    private Wording() {}

    static String detail(Change change, Instant at) {
        String side = change.channel().key().direction() == Direction.RECEIVING ? "Receiving" : "Sending";
        return switch (change.turn()) {
            case SUSPECTED -> side + ": " + reason(change);
            case LOST, UNREACHABLE -> side + ": " + reason(change) + confirmed(change.was(), at);
            case RESTORED -> side + " works again" + after(change.was(), at) + ".";
            case CLEARED -> side + " works again; nothing was lost.";
            case CONNECTED -> side + " works.";
            case NONE, RENEWED -> side;
        };
    }

    /** A channel that was renewed meanwhile has forgotten how long it was away. */
    private static String after(Belief was, Instant at) {
        return switch (was.state()) {
            case AUTH_LOST, UNREACHABLE -> ", after " + spell(Duration.between(was.since(), at));
            case SUSPECT, UNVERIFIED, CONNECTED, PAUSED -> "";
        };
    }

    private static String reason(Change change) {
        return change.channel().belief().diagnosis().map(Diagnosis::summary).orElse("");
    }

    private static String confirmed(Belief was, Instant at) {
        return Stream.concat(was.login().stream(), was.path().stream())
                .map(Tally::first)
                .min(Instant::compareTo)
                .map(first -> " Confirmed after " + spell(Duration.between(first, at)) + ".")
                .orElse("");
    }

    /** Two units at most: {@code 31 s}, {@code 2 h 10 min}. */
    static String spell(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3_600, "h", seconds / 60 % 60, "min");
        }
        return two(seconds / 86_400, "d", seconds / 3_600 % 24, "h");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
    }
}
