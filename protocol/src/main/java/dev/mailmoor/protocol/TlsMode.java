package dev.mailmoor.protocol;

/** How a connection is secured: from its first byte, after a STARTTLS command, or not at all. */
public enum TlsMode {
    TLS,
    STARTTLS,
    NONE;

    /** What is usual on a port: STARTTLS on those that begin in plain text. */
    public static TlsMode usualOn(int port) {
        return switch (port) {
            case 25, 110, 143, 587, 2525 -> STARTTLS;
            default -> TLS;
        };
    }
}
