package dev.mailmoor.server.console;

import dev.mailmoor.server.bulk.ImportOptions.Trying;
import dev.mailmoor.server.bulk.ImportRun;
import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.RowOutcome;
import dev.mailmoor.server.workspace.Role;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** One import as a page: how far it is, what failed, what can be done. */
record ImportRunView(Visit visit, Imports imports) {
    private static final int FAILED_SHOWN = 100;
    /** They say nothing of how long the rest takes. */
    private static final int FIRST_ROWS = 20;

    Screen run(ImportRun run) {
        List<RowOutcome> failed = imports.outcomes(visit.workspace(), run.id(), Imports.Which.FAILED, FAILED_SHOWN + 1);
        boolean operator = visit.may(Role.OPERATOR);
        State state = run.state();
        boolean undoable = state.over()
                && run.undo().isEmpty()
                && run.counts().created() + run.counts().updated() > 0
                && run.finishedAt()
                        .filter(at -> visit.now().isBefore(at.plus(Imports.UNDO_WITHIN)))
                        .isPresent();
        List<String> stops = imports.stops(visit.workspace(), run.id()).stream()
                .filter(stop -> !stop.allowed())
                .map(stop -> "The first 10 rows at " + stop.servers() + " all failed: " + stop.message())
                .toList();
        return new ImportPage(
                visit.frame("Import", Section.EMAIL),
                run.id().toString(),
                run.fileName(),
                ImportViews.badge(state),
                !state.over() || run.undo().filter(undo -> !undo.over()).isPresent(),
                run.counts().done(),
                run.counts().total(),
                says(run),
                ImportViews.facts(run.counts()),
                stops,
                new ImportPage.Deeds(
                        operator && state == State.RUNNING,
                        operator
                                && (state == State.PAUSED
                                        || state == State.WAITING
                                        || !stops.isEmpty() && !state.over()),
                        operator && !state.over(),
                        operator && undoable),
                operator && !state.over() && run.options().trying() == Trying.FIRST ? pace(run) : "",
                run.options().loginsPerSecond() > 0 ? plain(run.options().loginsPerSecond()) : "",
                operator && state.over() ? ask(run) : "",
                run.undo().map(ImportRunView::undo),
                failed.stream().limit(FAILED_SHOWN).map(ImportViews::row).toList(),
                failed.size() > FAILED_SHOWN);
    }

    Screen undoing(ImportRun run) {
        String created = run.counts().created() > 0
                ? Numbers.count(run.counts().created(), "created mailbox goes. ", "created mailboxes go. ")
                : "";
        String updated = run.counts().updated() > 0
                ? Numbers.count(run.counts().updated(), "mailbox gets", "mailboxes get")
                        + " back the old password, servers and texts."
                : "";
        return new UndoImportPage(
                visit.frame("Undo", Section.EMAIL), run.id().toString(), run.fileName(), (created + updated).strip());
    }

    private static String says(ImportRun run) {
        String done = Numbers.grouped(run.counts().done()) + " of "
                + Numbers.count(run.counts().total(), "row", "rows");
        return switch (run.state()) {
            case RUNNING ->
                done
                        + run.timeLeft()
                                .filter(_ -> run.counts().done() >= FIRST_ROWS)
                                .map(left -> ", %s rows a second, about %s left."
                                        .formatted(
                                                Numbers.grouped(Math.round(run.perSecond())),
                                                ImportViews.time(left.toSeconds())))
                                .orElse(".");
            case WAITING -> done + ". The rest waits for your word.";
            case PAUSED -> done + ". Nothing more is tried until it is resumed.";
            case DONE -> done + ". Done.";
            case CANCELLED -> done + ". What was applied stays.";
            case PREPARING -> "The file is read.";
        };
    }

    private String pace(ImportRun run) {
        double asked = run.options().loginsPerSecond();
        double perSecond = asked > 0 ? asked : imports.usualLoginsPerSecond();
        String atLeast = ImportViews.time((long) Math.ceil(run.counts().left() / perSecond));
        String budget = asked > 0
                ? "In this run each server gets at least %s logins a second".formatted(plain(asked))
                : "Each server gets its usual logins a second, %s where nothing else is known of it"
                        .formatted(plain(perSecond));
        return "%s: if one server has all of the %s left, they take %s at that pace."
                .formatted(budget, Numbers.count(run.counts().left(), "row", "rows"), atLeast);
    }

    private static String plain(double number) {
        return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    static String asked(int mailboxes) {
        return Numbers.count(mailboxes, "mailbox waits for its owner", "mailboxes wait for their owners")
                + " to grant access";
    }

    private String ask(ImportRun run) {
        int mailboxes = imports.toAsk(visit.workspace(), run.id()).size();
        return mailboxes == 0 ? "" : asked(mailboxes) + ".";
    }

    private static String undo(ImportRun.Undo undo) {
        String counts = "%s restored, %s removed, %s kept"
                .formatted(
                        Numbers.grouped(undo.restored()),
                        Numbers.grouped(undo.removed()),
                        Numbers.grouped(undo.kept()));
        return undo.over() ? "Undone: " + counts + "." : "Undoing: " + counts + " so far.";
    }
}
