package dev.mailmoor.server.diagnosis;

/** One letter too many, too few, wrong, or two changed about. */
final class Typo {
    private Typo() {}

    static boolean isOneFrom(String typed, String meant) {
        if (typed.equals(meant) || Math.abs(typed.length() - meant.length()) > 1) {
            return false;
        }
        int same = 0;
        while (same < typed.length() && same < meant.length() && typed.charAt(same) == meant.charAt(same)) {
            same++;
        }
        String restTyped = typed.substring(same);
        String restMeant = meant.substring(same);
        return switch (typed.length() - meant.length()) {
            case 1 -> restTyped.substring(1).equals(restMeant);
            case -1 -> restMeant.substring(1).equals(restTyped);
            default -> restTyped.substring(1).equals(restMeant.substring(1)) || isSwapped(restTyped, restMeant);
        };
    }

    private static boolean isSwapped(String typed, String meant) {
        return typed.length() >= 2
                && typed.charAt(0) == meant.charAt(1)
                && typed.charAt(1) == meant.charAt(0)
                && typed.substring(2).equals(meant.substring(2));
    }
}
