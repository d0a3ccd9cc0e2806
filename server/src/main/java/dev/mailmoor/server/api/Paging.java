package dev.mailmoor.server.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted; a handler asks for it as a parameter.
 *
 * @param limit 1 to 500, 50 when left out
 * @param cursor as the part before gave it
 */
record Paging(int limit, Optional<String> cursor) {
    static final int USUAL = 50;
    static final int MOST = 500;

    /** @throws Refusal when the limit is out of range */
    static Paging of(@Nullable String limit, @Nullable String cursor) {
        return new Paging(
                limit == null ? USUAL : number(limit),
                Optional.ofNullable(cursor).filter(text -> !text.isEmpty()));
    }

    private static int number(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new Refusal(Problem.field("limit", "The limit is a number from 1 to %d.".formatted(MOST)));
    }

    /** The place that a cursor of {@link #page} stands for. */
    Optional<Place> place() {
        return cursor.map(Paging::place);
    }

    private static Place place(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int split = text.indexOf('/');
            return new Place(Instant.parse(text.substring(0, Math.max(0, split))), text.substring(split + 1));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw badCursor();
        }
    }

    static Refusal badCursor() {
        return new Refusal(Problem.field("cursor", "This is no cursor of this list."));
    }

    /** The body of a list of which {@code found} has one more than was asked for, when there are more. */
    <T> Map<String, @Nullable Object> page(List<T> found, Function<T, Place> place, Function<T, ?> json) {
        List<T> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? place.apply(shown.getLast()).cursor() : null;
        return body(shown.stream().map(json).toList(), next);
    }

    static Map<String, @Nullable Object> body(List<?> items, @Nullable String nextCursor) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", items);
        body.put("nextCursor", nextCursor);
        return body;
    }

    /** A place in a list that is ordered by time. */
    record Place(Instant at, String id) {
        String cursor() {
            String text = at + "/" + id;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
