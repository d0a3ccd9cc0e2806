package dev.mailmoor.server.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts of lists that are short enough to be read whole: members and keys, at most some hundreds. */
final class Parts {
    private Parts() {}

    /** @param key unique and in the order of the list, or at least telling where to go on */
    static <T> Map<String, @Nullable Object> of(
            List<T> all, Function<T, String> key, Function<T, ?> json, Paging paging) {
        int start = paging.cursor().map(after -> behind(all, key, after)).orElse(0);
        int end = Math.min(all.size(), start + paging.limit());
        List<T> part = all.subList(start, end);
        String next = end < all.size() ? key.apply(part.getLast()) : null;
        return Paging.body(part.stream().map(json).toList(), next);
    }

    private static <T> int behind(List<T> all, Function<T, String> key, String after) {
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw Paging.badCursor();
    }
}
