package dev.mailmoor.server.discovery;

import dev.mailmoor.server.provider.Providers;

/**
 * Finds the servers of an address. Blocks its (virtual) thread for ten seconds at most; never throws. No secret is needed
 * and none is sent; the address itself travels only by https, to hosts within its own domain and where those redirect to.
 */
public interface Discovery {
    /** @param address already found to be one */
    Discovered discover(String address);

    static Discovery over(Providers providers, Network network) {
        return new NetworkDiscovery(providers, network);
    }
}
