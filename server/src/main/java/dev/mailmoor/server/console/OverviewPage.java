package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/** What needs somebody first, then how the fleet is. */
record OverviewPage(
        Frame frame,
        long total,
        List<Need> needs,
        long moreNeeds,
        Figures figures,
        LossChart losses,
        List<ProviderLine> providers,
        List<IncidentLine> incidents)
        implements Screen {
    boolean empty() {
        return total == 0;
    }

    String mailboxes() {
        return Numbers.count(total, "mailbox", "mailboxes");
    }

    /**
     * A mailbox that somebody must see to.
     *
     * @param sentence what is wrong and who must act
     * @param reauth a new credential helps
     */
    record Need(String id, String address, String sentence, String who, Badge badge, Moment lasting, boolean reauth) {}

    /** The large numbers, each with what it means. */
    record Figures(
            String connected,
            String connectedShare,
            String lost,
            String lostMeans,
            String unreached,
            String unreachedMeans,
            String resting,
            String restingMeans) {
        boolean anyLost() {
            return !lost.equals("0");
        }

        boolean anyUnreached() {
            return !unreached.equals("0");
        }
    }

    /** @param trouble the worst there; empty when all is well */
    record ProviderLine(String id, String name, String connected, Optional<Badge> trouble) {}

    record IncidentLine(String server, Moment since) {}
}
