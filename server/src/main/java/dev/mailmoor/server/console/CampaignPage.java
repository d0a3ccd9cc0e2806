package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/**
 * One campaign: how far it is, and who has acted.
 *
 * @param running it can still be cancelled
 * @param relayMissing no relay is configured: nobody is written to
 * @param first no people stand before these
 * @param more where those behind them are
 */
record CampaignPage(
        Frame frame,
        String id,
        CampaignsPage.Line campaign,
        String note,
        boolean running,
        boolean relayMissing,
        List<Line> people,
        boolean first,
        Optional<String> more)
        implements Screen {
    /**
     * @param progress {@code 2 of 3}
     * @param told when they were last written to, opened when they looked; empty when not
     */
    record Line(String address, String progress, Badge badge, Optional<Moment> told, Optional<Moment> opened) {}
}
