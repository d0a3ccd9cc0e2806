package dev.mailmoor.server.provider;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds a provider by the longest known end of a name. What was found lately is remembered: an import asks for few names
 * often.
 */
final class LongestEnds {
    private static final int REMEMBERED = 1_000;
    private static final int LONGEST_NAME = 253;

    private final Map<String, Provider> known;
    private final Provider otherwise;
    private final Map<String, Provider> lately = new ConcurrentHashMap<>();

    LongestEnds(Map<String, Provider> known, Provider otherwise) {
        this.known = Map.copyOf(known);
        this.otherwise = otherwise;
    }

    Provider of(String name) {
        @Nullable Provider remembered = lately.get(name);
        if (remembered != null) {
            return remembered;
        }
        Provider found = find(canonical(name));
        if (name.length() <= LONGEST_NAME) {
            remember(name, found);
        }
        return found;
    }

    private void remember(String name, Provider found) {
        if (lately.size() >= REMEMBERED) {
            lately.clear();
        }
        lately.put(name, found);
    }

    private Provider find(String name) {
        String rest = name;
        while (!rest.isEmpty()) {
            @Nullable Provider found = known.get(rest);
            if (found != null) {
                return found;
            }
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return otherwise;
    }

    static String canonical(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
