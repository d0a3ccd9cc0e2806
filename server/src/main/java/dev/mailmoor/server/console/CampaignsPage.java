package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/**
 * The campaigns of the workspace.
 *
 * @param newest no newer ones stand before these
 * @param older where those behind them are
 */
record CampaignsPage(Frame frame, List<Line> campaigns, boolean newest, Optional<String> older) implements Screen {
    /**
     * @param progress {@code 12 of 40}
     * @param restored of {@code total} mailboxes
     * @param ends when the links end, or ended
     */
    record Line(
            String id,
            Badge state,
            String people,
            String progress,
            int restored,
            int total,
            Moment made,
            String by,
            Moment ends) {}
}
