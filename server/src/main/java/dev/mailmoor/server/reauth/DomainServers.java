package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.mailbox.EmailAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Looks for the servers of many addresses: once for each domain, some domains at a time, and remembers misses too. */
final class DomainServers implements Discovery {
    private static final long LIFE_NANOS = Duration.ofMinutes(15).toNanos();
    private static final int MOST = 10_000;
    private static final int AT_A_TIME = 24;

    private final Discovery discovery;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Semaphore looking = new Semaphore(AT_A_TIME);

    DomainServers(Discovery discovery) {
        this.discovery = discovery;
    }

    /** @param asked the address that was looked for on behalf of its domain */
    private record Entry(EmailAddress asked, Discovered found, long until) {
        boolean fresh() {
            return System.nanoTime() - until < 0;
        }
    }

    /** Looks for those that are not known yet, side by side; returns when all have their answer. */
    void lookAhead(List<EmailAddress> addresses) {
        Map<String, EmailAddress> unknown = new HashMap<>();
        for (EmailAddress address : addresses) {
            if (known(address.domain()).isEmpty()) {
                unknown.putIfAbsent(address.domain(), address);
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            unknown.values().forEach(address -> threads.execute(() -> look(address)));
        }
    }

    @Override
    public Discovered discover(String address) {
        EmailAddress wanted = new EmailAddress(address);
        Entry entry = known(wanted.domain()).orElseGet(() -> look(wanted));
        return new Discovered(
                entry.found.servers().stream()
                        .map(server -> as(wanted, entry.asked, server))
                        .toList(),
                entry.found.provider(),
                entry.found.asked());
    }

    private Optional<Entry> known(String domain) {
        return Optional.ofNullable(entries.get(domain)).filter(Entry::fresh);
    }

    private Entry look(EmailAddress address) {
        looking.acquireUninterruptibly();
        try {
            Discovered found = discovery.discover(address.value());
            Entry entry = new Entry(address, found, System.nanoTime() + LIFE_NANOS);
            if (entries.size() >= MOST) {
                entries.clear();
            }
            entries.put(address.domain(), entry);
            return entry;
        } finally {
            looking.release();
        }
    }

    /** What was found for one address of a domain, for another: the user name follows the address. */
    private static FoundServer as(EmailAddress wanted, EmailAddress asked, FoundServer server) {
        String username = server.username().equals(local(asked)) ? local(wanted) : wanted.value();
        return new FoundServer(server.protocol(), server.endpoint(), username, server.source(), server.place());
    }

    private static String local(EmailAddress address) {
        return address.value().substring(0, address.value().lastIndexOf('@'));
    }
}
