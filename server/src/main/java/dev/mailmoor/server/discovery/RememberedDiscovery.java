package dev.mailmoor.server.discovery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was found for some minutes, so that a form that is tried, mended and saved looks once; and that nothing was
 * found for half a minute, for looking in vain takes longest, and may only have met a network that was away.
 */
final class RememberedDiscovery implements Discovery {
    private static final Duration FOUND = Duration.ofMinutes(5);
    private static final Duration NOTHING = Duration.ofSeconds(30);
    private static final int MOST = 2_000;

    private final Discovery discovery;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Discovered found, long until) {}

    RememberedDiscovery(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public Discovered discover(String address) {
        Entry known = entries.get(address);
        if (known != null && System.nanoTime() - known.until < 0) {
            return known.found;
        }
        Discovered found = discovery.discover(address);
        remember(address, found);
        return found;
    }

    private void remember(String address, Discovered found) {
        if (entries.size() >= MOST) {
            entries.clear();
        }
        Duration life = found.servers().isEmpty() ? NOTHING : FOUND;
        entries.put(address, new Entry(found, System.nanoTime() + life.toNanos()));
    }
}
