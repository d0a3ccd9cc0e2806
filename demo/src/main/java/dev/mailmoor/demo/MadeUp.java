package dev.mailmoor.demo;

import java.security.SecureRandom;

/** Passwords and keys that nobody used before. */
final class MadeUp {
    private static final String[] WORDS = {
        "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "islet", "juniper", "kettle", "lagoon",
        "maple", "north", "otter", "pebble", "quartz", "river", "sable", "tundra", "umber", "violet", "willow", "yarrow"
    };
    private static final SecureRandom RANDOM = new SecureRandom();

    private MadeUp() {}

    /** Easy to type: {@code otter-maple-fjord-4821}. */
    static String password() {
        return word() + "-" + word() + "-" + word() + "-" + (1000 + RANDOM.nextInt(9000));
    }

    static String apiKey() {
        StringBuilder key = new StringBuilder("playground-");
        RANDOM.ints(32, 0, 36).forEach(digit -> key.append(Character.forDigit(digit, 36)));
        return key.toString();
    }

    private static String word() {
        return WORDS[RANDOM.nextInt(WORDS.length)];
    }
}
