package dev.mailmoor.server.console;

import dev.mailmoor.server.fleet.FleetFigures.LossesOfDay;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Losses a day as bars, stacked by cause: the three commonest causes, and the rest together.
 *
 * @param sentence what the picture says, for those who do not see it too
 * @param top the highest day
 */
record LossChart(List<Bar> bars, List<Kind> kinds, String sentence, long top, String first, String last) {
    static final int DAYS = 30;
    static final int WIDTH = 600;
    static final int HEIGHT = 110;
    private static final int NAMED = 3;
    private static final int STEP = WIDTH / DAYS;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** One cause's part of one day's bar, in units of the picture. */
    record Bar(int x, int y, int width, int height, int kind, String told) {}

    /** @param number 1 to 4: which shade */
    record Kind(int number, String name, String losses) {}

    boolean empty() {
        return bars.isEmpty();
    }

    static LossChart of(List<LossesOfDay> losses, LocalDate today, CauseNames names) {
        List<String> order = losses.stream()
                .collect(Collectors.groupingBy(LossesOfDay::cause, Collectors.summingLong(LossesOfDay::losses)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        Map<LocalDate, Map<Integer, Long>> days = new TreeMap<>();
        losses.forEach(one -> days.computeIfAbsent(one.day(), _ -> new TreeMap<>())
                .merge(kind(order.indexOf(one.cause())), one.losses(), Long::sum));
        LocalDate first = today.minusDays(DAYS - 1L);
        long top = days.values().stream().mapToLong(LossChart::sum).max().orElse(0);
        return new LossChart(
                bars(days, first, top, kindNames(order, names)),
                kinds(losses, order, names),
                sentence(days, losses),
                top,
                DAY.format(first),
                DAY.format(today));
    }

    private static int kind(int place) {
        return Math.min(place, NAMED) + 1;
    }

    private static long sum(Map<Integer, Long> day) {
        return day.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<String> kindNames(List<String> order, CauseNames names) {
        List<String> named =
                new ArrayList<>(order.stream().limit(NAMED).map(names::name).toList());
        named.add("Other causes");
        return named;
    }

    private static List<Bar> bars(
            Map<LocalDate, Map<Integer, Long>> days, LocalDate first, long top, List<String> names) {
        List<Bar> bars = new ArrayList<>();
        days.forEach((day, parts) -> {
            int x = (int) (day.toEpochDay() - first.toEpochDay()) * STEP;
            int y = HEIGHT;
            for (var part : parts.entrySet()) {
                int height = Math.max(2, (int) Math.round((double) HEIGHT * part.getValue() / top));
                y = Math.max(0, y - height);
                String name = names.get(Math.min(part.getKey() - 1, names.size() - 1));
                bars.add(new Bar(
                        x + 2,
                        y,
                        STEP - 4,
                        height,
                        part.getKey(),
                        DAY.format(day) + ": " + part.getValue() + " · " + name));
            }
        });
        return bars;
    }

    private static List<Kind> kinds(List<LossesOfDay> losses, List<String> order, CauseNames names) {
        Map<Integer, Long> totals = new TreeMap<>();
        losses.forEach(one -> totals.merge(kind(order.indexOf(one.cause())), one.losses(), Long::sum));
        List<Kind> kinds = new ArrayList<>();
        totals.forEach((kind, total) -> kinds.add(new Kind(
                kind, kind > NAMED ? "Other causes" : names.name(order.get(kind - 1)), Numbers.grouped(total))));
        return kinds;
    }

    private static String sentence(Map<LocalDate, Map<Integer, Long>> days, List<LossesOfDay> losses) {
        long all = losses.stream().mapToLong(LossesOfDay::losses).sum();
        if (all == 0) {
            return "No login was lost in the last 30 days.";
        }
        Map.Entry<LocalDate, Map<Integer, Long>> worst = days.entrySet().stream()
                .max(Comparator.comparingLong(day -> sum(day.getValue())))
                .orElseThrow();
        return "%s in 30 days; most on %s (%s)."
                .formatted(
                        Numbers.count(all, "login lost", "logins lost"),
                        DAY.format(worst.getKey()),
                        Numbers.grouped(sum(worst.getValue())));
    }

    /** How a cause's word is said. */
    interface CauseNames {
        String name(String word);
    }
}
