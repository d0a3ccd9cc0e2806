package dev.mailmoor.server.journal;

import java.util.Comparator;

/**
 * A place in the journal. Rows are ordered by the transaction that wrote them, then by number: transactions commit in another
 * order than they take numbers.
 *
 * @param xid PostgreSQL's 64-bit transaction id
 */
record Position(long xid, long seq) implements Comparable<Position> {
    static final Position BEGINNING = new Position(0, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::xid).thenComparingLong(Position::seq);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
