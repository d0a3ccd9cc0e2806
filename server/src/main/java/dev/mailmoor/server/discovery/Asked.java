package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.Source;

/**
 * One place that was looked at.
 *
 * @param answer a few plain words: {@code 2 servers}, {@code nothing there}
 */
public record Asked(Source source, String place, String answer) {
    static Asked found(Source source, String place, int servers) {
        String answer = switch (servers) {
            case 0 -> "nothing of use";
            case 1 -> "1 server";
            default -> servers + " servers";
        };
        return new Asked(source, place, answer);
    }
}
