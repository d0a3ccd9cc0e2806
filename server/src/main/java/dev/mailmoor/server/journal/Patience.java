package dev.mailmoor.server.journal;

/**
 * How long to wait before looking again: right after the bell soon, as what was published may wait for an older transaction;
 * then ever longer, up to a second.
 */
final class Patience {
    private static final long SHORTEST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 1_000;

    private long heard;
    private long millis = SHORTEST_MILLIS;

    /** @param found the last look brought something */
    void await(Bell bell, boolean found) throws InterruptedException {
        long rings = bell.await(heard, millis);
        boolean soon = found || rings != heard;
        millis = soon ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, 2 * millis);
        heard = rings;
    }
}
