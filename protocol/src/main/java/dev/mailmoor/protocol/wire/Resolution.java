package dev.mailmoor.protocol.wire;

import java.net.InetSocketAddress;
import java.util.List;

/** What the network guard found behind a host and port. Details are sentences that name no internal address. */
public sealed interface Resolution {
    /**
     * Every address was checked; connect to these and nothing else, in this order.
     *
     * @param onAllowedNetwork whether all of them lie in the blocks that the operator allowed
     */
    record Allowed(List<InetSocketAddress> addresses, boolean onAllowedNetwork) implements Resolution {
        public Allowed {
            addresses = List.copyOf(addresses);
        }
    }

    /** At least one address is special and not allowed, or the port is not one for public addresses. */
    record Forbidden(String detail) implements Resolution {}

    /** The name does not exist, or has no address. */
    record NotFound(String detail) implements Resolution {}

    /** DNS did not answer, or not in time; says nothing about the host. */
    record NameServiceFailed(String detail) implements Resolution {}
}
