package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/**
 * One import: how far it is, what failed, what can be done.
 *
 * @param live it moves: the page looks again
 * @param says one sentence about where it stands
 * @param stops servers whose first rows all failed
 * @param pace what the login budget means for the time left; empty when nothing is tried any more
 * @param loginsPerSecond asked for this run; empty: as usual
 * @param ask how many mailboxes' people can be asked for a grant, in words; empty when none
 * @param undo what came of undoing it; empty when nobody asked
 */
record ImportPage(
        Frame frame,
        String id,
        String fileName,
        Badge badge,
        boolean live,
        int done,
        int total,
        String says,
        List<ImportPlanPage.Fact> facts,
        List<String> stops,
        Deeds deeds,
        String pace,
        String loginsPerSecond,
        String ask,
        Optional<String> undo,
        List<ImportPlanPage.Row> failed,
        boolean moreFailed)
        implements Screen {

    /** What can be done now. */
    record Deeds(boolean pause, boolean resume, boolean cancel, boolean undo) {}
}
