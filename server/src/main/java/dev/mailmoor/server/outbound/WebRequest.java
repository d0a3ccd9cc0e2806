package dev.mailmoor.server.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One question to a web server.
 *
 * @param place absolute, {@code https}; {@code http} only works inside of the allowed networks
 * @param body empty for none; its type stands among the headers
 */
public record WebRequest(String method, URI place, Map<String, String> headers, byte[] body, Limits limits) {
    /**
     * How much is put up with.
     *
     * @param whole from the first look-up to the last byte: kept however the other side behaves
     * @param silence between two signs of life
     * @param bytes of the answer's body
     */
    public record Limits(Duration whole, Duration silence, int bytes) {}

    public static WebRequest get(URI place, Limits limits) {
        return new WebRequest("GET", place, Map.of(), new byte[0], limits);
    }

    public static WebRequest post(URI place, Map<String, String> headers, byte[] body, Limits limits) {
        return new WebRequest("POST", place, headers, body, limits);
    }
}
