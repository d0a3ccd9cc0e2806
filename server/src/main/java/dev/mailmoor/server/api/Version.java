package dev.mailmoor.server.api;

import java.util.Optional;
import java.util.OptionalLong;

/** The version that the caller knew, from {@code If-Match}; a handler asks for it as a parameter. */
record Version(OptionalLong expected) {
    /** One that no resource ever has: a header that names none of ours is stale. */
    private static final long NONE = -1;

    /** Quoted, weak or bare; {@code *} and a missing header expect nothing (RFC 9110 §13.1.1). */
    static Version of(Optional<String> header) {
        if (header.isEmpty() || header.get().strip().equals("*")) {
            return new Version(OptionalLong.empty());
        }
        String bare = header.get().strip();
        if (bare.startsWith("W/")) {
            bare = bare.substring(2);
        }
        if (bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        try {
            return new Version(OptionalLong.of(Long.parseLong(bare)));
        } catch (NumberFormatException e) {
            return new Version(OptionalLong.of(NONE));
        }
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }
}
