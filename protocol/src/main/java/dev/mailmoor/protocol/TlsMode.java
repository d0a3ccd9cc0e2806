package dev.mailmoor.protocol;

/** How a connection is secured: from its first byte, after a STARTTLS command, or not at all. */
public enum TlsMode {
    TLS,
    STARTTLS,
    NONE
}
