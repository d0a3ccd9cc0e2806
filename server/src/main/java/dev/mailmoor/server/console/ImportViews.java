package dev.mailmoor.server.console;

import dev.mailmoor.server.bulk.Field;
import dev.mailmoor.server.bulk.ImportOptions;
import dev.mailmoor.server.bulk.ImportPlan;
import dev.mailmoor.server.bulk.ImportRun;
import dev.mailmoor.server.bulk.ImportRun.Counts;
import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.RowOutcome;
import dev.mailmoor.server.console.ImportPlanPage.Fact;
import dev.mailmoor.server.console.ImportPlanPage.Row;
import dev.mailmoor.server.reauth.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Imports, as the pages show them. */
final class ImportViews {

    private final Visit visit;
    private final Imports imports;

    ImportViews(Visit visit, Imports imports) {
        this.visit = visit;
        this.imports = imports;
    }

    Screen upload(String error) {
        return new ImportUploadPage(visit.frame("+ Add in Bulk", Section.EMAIL), error);
    }

    /** @param mapping what is chosen so far, column to field */
    Screen map(ImportRun draft, Map<String, String> mapping, Submitted form, List<FieldError> errors) {
        List<List<String>> sample = imports.sample(visit.workspace(), draft.id());
        List<ImportMapPage.Column> columns = IntStream.range(0, draft.columns().size())
                .mapToObj(column -> new ImportMapPage.Column(
                        Integer.toString(column),
                        draft.columns().get(column),
                        mapping.getOrDefault(draft.columns().get(column), ""),
                        sample.stream()
                                .map(row -> column < row.size() ? row.get(column) : "")
                                .toList()))
                .toList();
        List<ImportMapPage.Choice> choices = Stream.concat(
                        Stream.of(new ImportMapPage.Choice("", "(ignored)")),
                        ImportForm.fields().stream()
                                .map(field -> new ImportMapPage.Choice(field.word(), ImportForm.label(field))))
                .toList();
        String wrongMapping = errors.stream()
                .filter(error -> error.field().equals("mapping"))
                .map(FieldError::message)
                .collect(Collectors.joining(" "));
        return new ImportMapPage(
                visit.frame("Map columns", Section.EMAIL),
                draft.id().toString(),
                draft.fileName(),
                Numbers.count(draft.counts().total(), "row", "rows"),
                columns,
                choices,
                Fields.of(form.echo(), errors),
                new ImportMapPage.Ticks(form.ticked("updateExisting"), form.ticked("untried")),
                wrongMapping);
    }

    Screen plan(ImportRun draft, ImportPlan plan, ImportOptions options, Submitted form) {
        Counts counts = plan.counts();
        List<String> notes = new ArrayList<>();
        if (!plan.ignored().isEmpty()) {
            notes.add("Ignored columns: " + String.join(", ", plan.ignored()) + ".");
        }
        plan.servers()
                .forEach(load -> notes.add("%s at %s: about %s at the pace that its servers get."
                        .formatted(Numbers.count(load.rows(), "row", "rows"), load.servers(), time(load.seconds()))));
        if (plan.toAsk() > 0) {
            notes.add(ImportRunView.asked(plan.toAsk()) + ": once the import is over, its page offers to send a link.");
        }
        if (options.trying() == ImportOptions.Trying.NOT_AT_ALL) {
            notes.add("Rows are saved without being tried; the checks try them from then on.");
        }
        Map<String, String> carried = form.echo();
        carried.remove(visit.frame("", Section.EMAIL).csrf().name());
        return new ImportPlanPage(
                visit.frame("Preview", Section.EMAIL),
                draft.id().toString(),
                draft.fileName(),
                facts(counts),
                notes,
                plan.sample().stream().map(ImportViews::planned).toList(),
                plan.refused().stream().map(ImportViews::row).toList(),
                counts.created() + counts.updated() + plan.toAsk() == 0,
                carried);
    }

    static List<Fact> facts(Counts counts) {
        return List.of(
                new Fact(Numbers.grouped(counts.created()), "created", Tone.GREEN),
                new Fact(Numbers.grouped(counts.updated()), "updated", Tone.GREEN),
                new Fact(Numbers.grouped(counts.unchanged()), "unchanged", Tone.GREY),
                new Fact(Numbers.grouped(counts.failed()), "failed", Tone.RED));
    }

    private static Row planned(ImportPlan.Planned planned) {
        String changes = planned.changes().stream().map(ImportViews::change).collect(Collectors.joining(" · "));
        Row row = row(planned.outcome());
        String fields = planned.fields().entrySet().stream()
                .filter(field -> !field.getKey().equals(Field.EMAIL.word()))
                .map(field -> label(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(" · "));
        String says = !row.says().isEmpty() ? row.says() : changes.isEmpty() ? fields : changes;
        return new Row(row.number(), row.email(), row.outcome(), row.tone(), says);
    }

    private static String label(String field) {
        return Field.named(field).map(ImportForm::label).orElse(field);
    }

    private static String change(ImportPlan.Change change) {
        String label = label(change.field());
        return change.from().isEmpty()
                ? label + ": " + change.to()
                : label + ": " + change.from() + " → " + (change.to().isEmpty() ? "(nothing)" : change.to());
    }

    static Row row(RowOutcome outcome) {
        Tone tone = switch (outcome.kind()) {
            case CREATED, UPDATED -> Tone.GREEN;
            case UNCHANGED -> Tone.GREY;
            case FAILED -> Tone.RED;
        };
        return new Row(
                Integer.toString(outcome.row()), outcome.email(), outcome.kind().word(), tone, outcome.message());
    }

    static Badge badge(State state) {
        return switch (state) {
            case PREPARING -> new Badge(Tone.GREY, "Preparing", state.word());
            case RUNNING -> new Badge(Tone.AMBER, "Running", state.word());
            case WAITING -> new Badge(Tone.RED, "Waiting for you", state.word());
            case PAUSED -> new Badge(Tone.GREY, "Paused", state.word());
            case DONE -> new Badge(Tone.GREEN, "Done", state.word());
            case CANCELLED -> new Badge(Tone.GREY, "Cancelled", state.word());
        };
    }

    Screen list(List<ImportRun> runs) {
        return new ImportsPage(
                visit.frame("Imports", Section.EMAIL),
                runs.stream()
                        .map(run -> new ImportsPage.Row(
                                run.id().toString(),
                                run.fileName(),
                                badge(run.state()),
                                "%s of %s, %s failed"
                                        .formatted(
                                                Numbers.grouped(run.counts().done()),
                                                Numbers.grouped(run.counts().total()),
                                                Numbers.grouped(run.counts().failed())),
                                Moment.ago(run.createdAt(), visit.now()),
                                run.actor().label()))
                        .toList());
    }

    static String time(long seconds) {
        Duration time = Duration.ofSeconds(Math.max(1, seconds));
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
