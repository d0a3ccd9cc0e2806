package dev.mailmoor.bench;

import java.util.Locale;

/** A figure beside what it should be. */
record Goal(String what, String unit, double most) {
    static Goal atMost(double most, String unit, String what) {
        return new Goal(what, unit, most);
    }

    /** For figures that should be large. */
    static String atLeast(double least, double measured, String unit, String what) {
        return line(what, measured, unit, "at least", least, measured >= least);
    }

    String told(double measured) {
        return line(what, measured, unit, "at most", most, measured <= most);
    }

    private static String line(String what, double measured, String unit, String side, double goal, boolean met) {
        return String.format(
                Locale.ROOT,
                "  %-52s %10.3f %-14s goal %s %s: %s",
                what,
                measured,
                unit,
                side,
                plain(goal),
                met ? "met" : "MISSED");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }
}
