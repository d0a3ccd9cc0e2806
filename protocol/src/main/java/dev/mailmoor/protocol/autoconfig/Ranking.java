package dev.mailmoor.protocol.autoconfig;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Puts findings in order: IMAP before POP3, the better source first, within it as it was published; each way in once. */
public final class Ranking {
    private static final int MOST = 12;

    private Ranking() {}

    public static List<FoundServer> bestFirst(Collection<FoundServer> found) {
        List<FoundServer> ranked = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparing(FoundServer::protocol).thenComparing(FoundServer::source))
                .filter(server -> ranked.stream().noneMatch(server::sameWayInAs))
                .forEach(server -> {
                    if (ranked.size() < MOST) {
                        ranked.add(server);
                    }
                });
        return ranked;
    }
}
