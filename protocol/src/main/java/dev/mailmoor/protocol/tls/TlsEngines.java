package dev.mailmoor.protocol.tls;

/**
 * Makes engines; the JDK's or any other JSSE provider's. An engine comes in client mode, offers TLS 1.3 and 1.2 and
 * nothing older, sends {@code host} as server name unless it is an address, and asks the {@link
 * CertificateTrust#trustManager} it was built with during the handshake. Chain and name are verified again, by us, before
 * the first byte of mail goes through.
 */
@FunctionalInterface
public interface TlsEngines {
    /** @param host ASCII, without a trailing dot */
    TlsEngine open(String host, int port);
}
