package dev.mailmoor.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Bytes for the server, and how they may be shown: each secret part appears as {@code ‹secret›}. Used once. */
public final class Command {
    private static final String HIDDEN = "‹secret›";

    private byte[] bytes = new byte[128];
    private int length;
    private final StringBuilder shown = new StringBuilder(64);
    private final List<String> encodings = new ArrayList<>(1);
    private boolean holdsSecret;

    private Command() {}

    public static Command of(String text) {
        return new Command().text(text);
    }

    /** In the clear, as UTF-8. */
    public Command text(String text) {
        append(text.getBytes(StandardCharsets.UTF_8));
        shown.append(text);
        return this;
    }

    public Command text(byte[] utf8) {
        append(utf8);
        shown.append(new String(utf8, StandardCharsets.UTF_8));
        return this;
    }

    public Command secret(byte[] part) {
        append(part);
        shown.append(HIDDEN);
        holdsSecret = true;
        return this;
    }

    public Command secretBase64(byte[] part) {
        byte[] encoded = Base64.getEncoder().encode(part);
        encodings.add(new String(encoded, StandardCharsets.ISO_8859_1).replace("=", ""));
        secret(encoded);
        Arrays.fill(encoded, (byte) 0);
        return this;
    }

    boolean holdsSecret() {
        return holdsSecret;
    }

    /** The secret parts in base64, without padding. */
    List<String> encodings() {
        return encodings;
    }

    String shown() {
        return shown.toString();
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void wipe() {
        Arrays.fill(bytes, 0, length, (byte) 0);
    }

    private void append(byte[] part) {
        if (length + part.length > bytes.length) {
            byte[] old = bytes;
            bytes = Arrays.copyOf(old, Math.max(old.length * 2, length + part.length));
            Arrays.fill(old, (byte) 0);
        }
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
    }

    @Override
    public String toString() {
        return shown();
    }
}
