package dev.mailmoor.protocol;

/**
 * Where a server listens and how the connection to it is secured.
 *
 * @param host a DNS name or an address literal without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port, TlsMode security) {
    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
