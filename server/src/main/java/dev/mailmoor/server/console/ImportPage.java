package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/**
 * One import: how far it is, what failed, what can be done.
 *
 * @param live it moves: the page looks again
 * @param says one sentence about where it stands
 * @param stops servers whose first rows all failed
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
        Optional<String> undo,
        List<ImportPlanPage.Row> failed,
        boolean moreFailed)
        implements Screen {

    /** What can be done now. */
    record Deeds(boolean pause, boolean resume, boolean cancel, boolean undo) {}
}
