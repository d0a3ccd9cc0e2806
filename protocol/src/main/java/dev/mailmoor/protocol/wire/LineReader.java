package dev.mailmoor.protocol.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts what a link brings into lines and literals, within limits. */
final class LineReader {
    private static final int FIRST_SIZE = 4 * 1024;

    private final Limits limits;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int start;
    private int end;
    private int lines;

    LineReader(Limits limits) {
        this.limits = limits;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Whether a line that begins so is here, unread; the beginning is ASCII and may be empty. */
    boolean holdsLine(String beginning) {
        for (int at = start; at < end; at = indexOfLineFeed(at) + 1) {
            if (startsAt(at, beginning)) {
                return true;
            }
            if (indexOfLineFeed(at) < 0) {
                return false;
            }
        }
        return false;
    }

    private boolean startsAt(int at, String beginning) {
        if (end - at < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (buffer[at + i] != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The next line without its end (CRLF, or LF alone). */
    String line(Link link) throws IOException {
        int scanned = start;
        while (true) {
            int lineEnd = indexOfLineFeed(scanned);
            if (lineEnd >= 0) {
                return take(lineEnd);
            }
            int pending = end - start;
            if (pending > limits.line()) {
                throw new TooMuchException("the server sent a line of more than " + limits.line() + " bytes");
            }
            fill(link);
            scanned = start + pending;
        }
    }

    private String take(int lineEnd) throws IOException {
        int from = start;
        start = lineEnd + 1;
        if (lineEnd - from > limits.line()) {
            throw new TooMuchException("the server sent a line of more than " + limits.line() + " bytes");
        }
        if (++lines > limits.lines()) {
            throw new TooMuchException("the server sent more than " + limits.lines() + " lines");
        }
        boolean withReturn = lineEnd > from && buffer[lineEnd - 1] == '\r';
        return Printable.decode(buffer, from, withReturn ? lineEnd - 1 : lineEnd);
    }

    /** Passes over an IMAP literal. */
    void skipLiteral(Link link, long size) throws IOException {
        if (size > limits.literal()) {
            throw new TooMuchException("the server announced a literal of " + size + " bytes");
        }
        long left = size;
        while (true) {
            int step = (int) Math.min(left, end - start);
            start += step;
            left -= step;
            if (left == 0) {
                return;
            }
            fill(link);
        }
    }

    /** Whether what waits unread, or came just now without a line, begins like a TLS record (RFC 8446 §5.1). */
    boolean looksLikeTls() {
        return lines == 0
                && end - start >= 2
                && (buffer[start] == 0x15 || buffer[start] == 0x16)
                && buffer[start + 1] == 3;
    }

    private int indexOfLineFeed(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill(Link link) throws IOException {
        makeRoom();
        int count = link.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
        if (count < 0) {
            throw new EOFException(isEmpty() ? "the server closed the connection" : "the server closed in mid-line");
        }
        end += count;
        if (looksLikeTls()) {
            throw new LooksLikeTlsException();
        }
    }

    private void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    /** The first bytes are a TLS record where a greeting should be. */
    static final class LooksLikeTlsException extends IOException {
        private static final long serialVersionUID = 1L;

        LooksLikeTlsException() {
            super("the server speaks TLS where plain text was expected");
        }
    }
}
