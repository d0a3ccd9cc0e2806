package dev.mailmoor.server.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as people say it, and exactly.
 *
 * @param said {@code 4 min ago}
 * @param iso ISO-8601, UTC
 */
record Moment(String said, String iso) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMMM, HH:mm 'UTC'", Locale.ENGLISH);
    private static final int DAYS_SAID = 14;

    static Moment ago(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        return new Moment(age.toDays() < DAYS_SAID ? length(age) + " ago" : day(at, now), exact(at))
                .sayingNow(age.getSeconds() < 1);
    }

    /** How long something has lasted: {@code 2 h 10 min}. */
    static Moment lasting(Instant since, Instant now) {
        return new Moment(length(Duration.between(since, now)), exact(since));
    }

    /** A time to come: {@code in 3 days}. */
    static Moment in(Instant at, Instant now) {
        return new Moment("in " + length(Duration.between(now, at)), exact(at));
    }

    /** A day and a time to come, for people who keep it in mind: {@code 25 November, 10:50 UTC}. */
    static Moment on(Instant at) {
        return new Moment(at.atZone(ZoneOffset.UTC).format(DAY_AND_TIME), exact(at));
    }

    static String length(Duration length) {
        long seconds = Math.max(0, length.getSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (length.toMinutes() < 60) {
            return length.toMinutes() + " min";
        }
        if (length.toHours() < 48) {
            int minutes = length.toMinutesPart();
            return length.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        return length.toDays() + " days";
    }

    private Moment sayingNow(boolean now) {
        return now ? new Moment("just now", iso) : this;
    }

    private static String day(Instant at, Instant now) {
        var then = at.atZone(ZoneOffset.UTC);
        return then.format(then.getYear() == now.atZone(ZoneOffset.UTC).getYear() ? DAY : DAY_AND_YEAR);
    }

    private static String exact(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
