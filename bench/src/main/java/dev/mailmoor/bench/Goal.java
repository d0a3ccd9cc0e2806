package dev.mailmoor.bench;

import java.util.Locale;

/** What a figure should be. */
record Goal(Side side, double limit, String unit, String what) {
    private enum Side {
        AT_MOST,
        AT_LEAST
    }

    static Goal atMost(double most, String unit, String what) {
        return new Goal(Side.AT_MOST, most, unit, what);
    }

    /** For figures that should be large. */
    static Goal atLeast(double least, String unit, String what) {
        return new Goal(Side.AT_LEAST, least, unit, what);
    }

    /** The figure beside it, and whether it was met. */
    String told(double measured) {
        boolean met = side == Side.AT_MOST ? measured <= limit : measured >= limit;
        return String.format(
                Locale.ROOT,
                "  %-52s %10.3f %-14s goal %s %s: %s",
                what,
                measured,
                unit,
                side == Side.AT_MOST ? "at most" : "at least",
                plain(limit),
                met ? "met" : "MISSED");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }
}
