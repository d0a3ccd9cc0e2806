package dev.mailmoor.server.reauth;

import java.time.Duration;

/**
 * What somebody wants of a link.
 *
 * @param life how long it is good, from a second to 30 days
 * @param note a few words to whoever opens it, at most 500 characters; may be empty
 */
public record LinkWish(Duration life, String note) {
    public static final Duration USUAL = Duration.ofHours(72);
    public static final Duration LONGEST = Duration.ofDays(30);
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final int LONGEST_NOTE = 500;

    void check(Faults faults) {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            faults.add("expiresIn", "A link is good for 1s to 30d: 72h or 7d for example.");
        }
        if (note.length() > LONGEST_NOTE) {
            faults.add("note", "The note may have at most " + LONGEST_NOTE + " characters.");
        }
    }
}
