package dev.mailmoor.protocol.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a name into addresses. May block for long. */
@FunctionalInterface
public interface NameService {
    /** The system's own, by {@link InetAddress}. */
    NameService SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** At least one address. */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
