package dev.mailmoor.protocol.wire;

/**
 * How much of a server's talk is taken in one attempt.
 *
 * @param line bytes of one line
 * @param literal bytes of one IMAP literal
 * @param lines lines in all
 * @param total bytes on the wire in all, TLS included
 */
public record Limits(int line, int literal, int lines, long total) {
    /** Far above what any server says up to a login, far below what hurts. */
    public static final Limits OF_A_LOGIN = new Limits(32 * 1024, 64 * 1024, 1_000, 512 * 1024);
}
