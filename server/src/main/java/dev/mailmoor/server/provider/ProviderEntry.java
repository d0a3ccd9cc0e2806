package dev.mailmoor.server.provider;

import java.util.List;

/**
 * One entry of the table.
 *
 * @param whole with the marks of all its regions and the servers of the first
 * @param regions the same provider once for each region, with that one's marks and servers; one where it has no regions
 */
record ProviderEntry(Provider whole, List<Provider> regions) {
    String id() {
        return whole.id();
    }
}
