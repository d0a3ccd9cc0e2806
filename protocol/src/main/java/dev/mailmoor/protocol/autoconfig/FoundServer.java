package dev.mailmoor.protocol.autoconfig;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;

/**
 * One server that may be the address's own. Always secured: what is published without TLS is left out.
 *
 * @param username to sign in with, already filled in
 * @param place where exactly it was found: a URL, a record's name, a provider
 */
public record FoundServer(Protocol protocol, Endpoint endpoint, String username, Source source, String place) {
    /** Whether both are the same way in, wherever it was found. */
    boolean sameWayInAs(FoundServer other) {
        return protocol == other.protocol && endpoint.equals(other.endpoint) && username.equals(other.username);
    }
}
