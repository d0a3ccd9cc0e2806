package dev.mailmoor.server.console;

import java.util.List;

/**
 * One campaign: how far it is, and who has acted.
 *
 * @param running it can still be cancelled
 * @param relayMissing no relay is configured: nobody is written to
 */
record CampaignPage(
        Frame frame,
        String id,
        CampaignsPage.Line campaign,
        String note,
        boolean running,
        boolean relayMissing,
        List<Line> people)
        implements Screen {
    /**
     * @param progress {@code 2 of 3}
     * @param told when they were last written to, opened when they looked; empty when not
     */
    record Line(
            String address,
            String progress,
            Badge badge,
            java.util.Optional<Moment> told,
            java.util.Optional<Moment> opened) {}
}
