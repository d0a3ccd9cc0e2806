package dev.mailmoor.server.settings;

import java.util.Locale;
import java.util.function.Function;

/**
 * One key of the configuration.
 *
 * @param name as {@code mailmoor.yaml} has it, {@code check-interval}
 * @param fallback what holds when nothing is given; empty means that nothing holds
 * @param shownFallback the fallback in the words of the reference
 * @param meaning one sentence
 */
record Key<T>(
        String name,
        String fallback,
        String shownFallback,
        String meaning,
        Sensitivity sensitivity,
        Function<Given, Parsed<T>> parser) {
    enum Sensitivity {
        PLAIN,
        SECRET
    }

    static <T> Key<T> plain(String name, String fallback, String meaning, Function<Given, Parsed<T>> parser) {
        return new Key<>(name, fallback, fallback.isEmpty() ? "none" : fallback, meaning, Sensitivity.PLAIN, parser);
    }

    static <T> Key<T> secret(String name, String meaning, Function<Given, Parsed<T>> parser) {
        return new Key<>(name, "", "none", meaning, Sensitivity.SECRET, parser);
    }

    Key<T> defaultShownAs(String words) {
        return new Key<>(name, fallback, words, meaning, sensitivity, parser);
    }

    /** The key's name in the environment, {@code MAILMOOR_CHECK_INTERVAL}. */
    String variable() {
        return "MAILMOOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
