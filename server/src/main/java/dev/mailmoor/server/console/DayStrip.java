package dev.mailmoor.server.console;

import dev.mailmoor.server.fleet.FleetFigures.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The last 90 days of a mailbox, a stripe a day.
 *
 * @param sentence the same in words
 */
record DayStrip(List<Day> days, String sentence) {
    static final int DAYS = 90;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** @param look the class in the stylesheet: {@code green}, {@code red}, or {@code none} before the mailbox was here */
    record Day(int x, String look, String told) {}

    static DayStrip of(List<Trouble> losses, Instant createdAt, Instant now) {
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS - 1L);
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = first.plusDays(i);
            Instant begins = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant ends = begins.plus(Duration.ofDays(1));
            boolean lost = losses.stream()
                    .anyMatch(one -> one.began().isBefore(ends)
                            && one.ended().orElse(now).isAfter(begins));
            boolean here = createdAt.isBefore(ends);
            String look = lost ? "red" : here ? "green" : "none";
            String told = lost ? "login lost" : here ? "connected" : "not here yet";
            days.add(new Day(i * 4, look, NAME.format(day) + ": " + told));
        }
        return new DayStrip(days, sentence(losses, createdAt, now, first));
    }

    private static String sentence(List<Trouble> losses, Instant createdAt, Instant now, LocalDate first) {
        Instant edge = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant from = createdAt.isAfter(edge) ? createdAt : edge;
        long whole = Math.max(1, Duration.between(from, now).toSeconds());
        if (losses.isEmpty()) {
            return "Never lost in the last 90 days.";
        }
        List<Duration> lengths = losses.stream()
                .map(one -> Duration.between(
                        one.began().isBefore(from) ? from : one.began(),
                        one.ended().orElse(now)))
                .toList();
        long lost = lengths.stream().mapToLong(Duration::toSeconds).sum();
        return "%s · %s · longest %s"
                .formatted(
                        Numbers.share(Math.max(0, whole - lost), whole),
                        Numbers.count(losses.size(), "loss", "losses"),
                        Moment.length(
                                lengths.stream().max(Comparator.naturalOrder()).orElseThrow()));
    }
}
