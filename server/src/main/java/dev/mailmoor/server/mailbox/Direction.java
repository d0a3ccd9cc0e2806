package dev.mailmoor.server.mailbox;

/** The two channels of a mailbox. */
public enum Direction {
    RECEIVING,
    SENDING;

    /** {@code receiving} or {@code sending}: the word of the API, the tables and the vault's purposes. */
    public String word() {
        return this == RECEIVING ? "receiving" : "sending";
    }
}
