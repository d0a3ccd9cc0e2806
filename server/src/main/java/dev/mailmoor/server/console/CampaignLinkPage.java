package dev.mailmoor.server.console;

import java.util.List;

/**
 * The page behind a campaign's link: all mailboxes of one person.
 *
 * @param who asks, in words
 * @param phrase by which people know that it is the workspace; may be empty
 * @param left how many are still to do
 * @param more how many are not shown
 */
record CampaignLinkPage(
        Outside outside,
        String token,
        String workspace,
        String who,
        String note,
        String phrase,
        int left,
        List<Line> mailboxes,
        int more,
        Moment until)
        implements Screen {
    record Line(String id, String address, boolean lost) {}
}
