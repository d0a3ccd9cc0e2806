package dev.mailmoor.server.settings;

import java.util.function.Function;

/** What came of reading one value. */
sealed interface Parsed<T> {
    record Good<T>(T value) implements Parsed<T> {}

    /** @param sentence says what is wanted; it does not repeat the value, which may be a secret */
    record Bad<T>(String sentence) implements Parsed<T> {}

    static <T> Parsed<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Parsed<T> bad(String sentence) {
        return new Bad<>(sentence);
    }

    default <U> Parsed<U> then(Function<T, Parsed<U>> next) {
        return switch (this) {
            case Good<T>(T value) -> next.apply(value);
            case Bad<T>(String sentence) -> new Bad<>(sentence);
        };
    }
}
