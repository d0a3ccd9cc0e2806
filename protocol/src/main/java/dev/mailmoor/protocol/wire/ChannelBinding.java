package dev.mailmoor.protocol.wire;

/**
 * What both ends of one TLS connection know and nobody between two connections does (RFC 5056).
 *
 * @param type as SCRAM names it: {@code tls-exporter} (RFC 9266) or {@code tls-server-end-point} (RFC 5929)
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChannelBinding(String type, byte[] data) {
    public static final String EXPORTER = "tls-exporter";
    public static final String SERVER_END_POINT = "tls-server-end-point";
}
