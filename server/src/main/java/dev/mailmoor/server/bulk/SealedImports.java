package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class SealedImports implements Imports {
    private static final int SAMPLE = 5;

    private final PostgresImports imports;
    private final PostgresOutcomes outcomes;
    private final PostgresChunks chunks;
    private final PostgresStops stops;
    private final SealedRows sealed;
    private final TakeIn takingIn;
    private final MakePlan planning;
    private final FinishImport finishing;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    // Allowed ParameterNumber: each is a part of the room.
    SealedImports(
            PostgresImports imports,
            PostgresOutcomes outcomes,
            PostgresChunks chunks,
            PostgresStops stops,
            SealedRows sealed,
            TakeIn takingIn,
            MakePlan planning,
            FinishImport finishing,
            AuditTrail audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.imports = imports;
        this.outcomes = outcomes;
        this.chunks = chunks;
        this.stops = stops;
        this.sealed = sealed;
        this.takingIn = takingIn;
        this.planning = planning;
        this.finishing = finishing;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public Taking take(Access access, String fileName, InputStream file) throws IOException {
        return takingIn.take(access, fileName.isBlank() ? "pasted rows" : fileName, file);
    }

    @Override
    public Planning plan(Access access, UUID draft, ImportOptions options) {
        Optional<ImportRun> run = draft(access.workspace(), draft);
        if (run.isEmpty()) {
            return new Planning.NotFound();
        }
        return switch (CheckedOptions.of(run.get().columns(), options)) {
            case CheckedOptions.Check.Good(CheckedOptions good) -> new Planning.Planned(planning.plan(run.get(), good));
            case CheckedOptions.Check.Wrong(List<FieldError> errors) -> new Planning.Wrong(errors);
        };
    }

    @Override
    public Starting start(Access access, UUID draft, ImportOptions options) {
        Optional<ImportRun> run = draft(access.workspace(), draft);
        if (run.isEmpty()) {
            return new Starting.NotFound();
        }
        if (CheckedOptions.of(run.get().columns(), options)
                instanceof CheckedOptions.Check.Wrong(List<FieldError> errors)) {
            return new Starting.Wrong(errors);
        }
        Optional<ImportRun> started = transaction.execute(_ -> {
            if (!imports.start(access.workspace(), draft, options)) {
                return Optional.empty();
            }
            ImportRun now = imports.find(access.workspace(), draft).orElseThrow();
            audit.write(access, "import.started", now.fileName(), now.counts().total() + " rows.");
            return Optional.of(now);
        });
        return started.<Starting>map(Starting.Started::new).orElseGet(Starting.NotFound::new);
    }

    private Optional<ImportRun> draft(WorkspaceId workspace, UUID id) {
        return imports.find(workspace, id)
                .filter(run -> run.state() == State.PREPARING)
                .filter(run -> run.counts().total() > 0);
    }

    @Override
    public void discard(WorkspaceId workspace, UUID draft) {
        transaction.executeWithoutResult(_ -> imports.lock(workspace, draft)
                .filter(run -> run.state() == State.PREPARING)
                .ifPresent(run -> {
                    sealed.wipe(workspace, draft);
                    imports.forget(workspace, draft);
                }));
    }

    @Override
    public List<ImportRun> list(WorkspaceId workspace, int limit, Optional<Place> before) {
        return imports.list(workspace, limit, before);
    }

    @Override
    public Optional<ImportRun> find(WorkspaceId workspace, UUID id) {
        return imports.find(workspace, id);
    }

    @Override
    public List<List<String>> sample(WorkspaceId workspace, UUID draft) {
        return draft(workspace, draft)
                .map(run -> sealed.get(workspace, draft, 0).orElse(List.of()).stream()
                        .limit(SAMPLE)
                        .map(row -> MaskedRow.of(run.columns(), row.cells()))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Map<String, String> guess(List<String> columns) {
        return Columns.guessed(columns).mapping();
    }

    @Override
    public List<ImportRun.Stop> stops(WorkspaceId workspace, UUID id) {
        return stops.all(workspace, id);
    }

    @Override
    public void outcomes(WorkspaceId workspace, UUID id, Which which, Consumer<RowOutcome> each) {
        outcomes.each(workspace, id, which, each);
    }

    @Override
    public List<RowOutcome> outcomes(WorkspaceId workspace, UUID id, Which which, int limit) {
        return outcomes.page(workspace, id, which, new PostgresOutcomes.Range(0, limit));
    }

    @Override
    public List<MailboxId> toAsk(WorkspaceId workspace, UUID id) {
        return outcomes.toAsk(workspace, id);
    }

    @Override
    public Deed pause(Access access, UUID id) {
        return deed(access, id, "import.paused", run -> switch (run.state()) {
            case RUNNING -> {
                imports.become(run, State.PAUSED);
                yield Optional.empty();
            }
            case PAUSED -> Optional.empty();
            case PREPARING, WAITING, DONE, CANCELLED -> Optional.of(notNow(run));
        });
    }

    @Override
    public Deed resume(Access access, UUID id) {
        return deed(access, id, "import.resumed", run -> switch (run.state()) {
            case PAUSED, WAITING -> {
                stops.allow(run.workspace(), run.id());
                imports.become(run, State.RUNNING);
                yield Optional.empty();
            }
            case RUNNING -> {
                stops.allow(run.workspace(), run.id());
                yield Optional.empty();
            }
            case PREPARING, DONE, CANCELLED -> Optional.of(notNow(run));
        });
    }

    @Override
    public Deed cancel(Access access, UUID id) {
        return deed(access, id, "import.cancelled", run -> switch (run.state()) {
            case RUNNING, PAUSED, WAITING -> {
                imports.become(run, State.CANCELLED);
                finishing.told(imports.find(run.workspace(), run.id()).orElseThrow());
                yield Optional.empty();
            }
            case CANCELLED -> Optional.empty();
            case PREPARING, DONE -> Optional.of(notNow(run));
        });
    }

    @Override
    public Deed pace(Access access, UUID id, double loginsPerSecond) {
        List<FieldError> errors = CheckedOptions.pace(loginsPerSecond);
        if (!errors.isEmpty() && find(access.workspace(), id).isPresent()) {
            return new Deed.Wrong(errors);
        }
        return deed(access, id, "import.paced", run -> {
            if (run.state().over() || run.state() == State.PREPARING) {
                return Optional.of(notNow(run));
            }
            imports.pace(run, loginsPerSecond);
            return Optional.empty();
        });
    }

    @Override
    public double usualLoginsPerSecond() {
        return planning.usualLoginsPerSecond();
    }

    @Override
    public Deed undo(Access access, UUID id) {
        return deed(access, id, "import.undone", run -> {
            if (run.undo().isPresent()) {
                return Optional.empty();
            }
            if (!run.state().over()) {
                return Optional.of("The import is not over: cancel it first.");
            }
            boolean late = run.finishedAt()
                    .filter(at -> at.isAfter(clock.instant().minus(UNDO_WITHIN)))
                    .isEmpty();
            if (late) {
                return Optional.of(
                        "An import can be undone for 24 hours; the passwords before it are forgotten by now.");
            }
            imports.undo(run);
            return Optional.empty();
        });
    }

    private static String notNow(ImportRun run) {
        return "The import is " + run.state().word() + ".";
    }

    /** @param what answers with a sentence when it cannot be done */
    private Deed deed(Access access, UUID id, String name, Function<ImportRun, Optional<String>> what) {
        return transaction.execute(_ -> {
            Optional<ImportRun> found = imports.lock(access.workspace(), id);
            if (found.isEmpty()) {
                return new Deed.NotFound();
            }
            Optional<String> refused = what.apply(found.get());
            if (refused.isPresent()) {
                return new Deed.NotNow(refused.get());
            }
            audit.write(access, name, found.get().fileName(), "");
            return new Deed.Done(imports.find(access.workspace(), id).orElseThrow());
        });
    }
}
