package dev.mailmoor.server.api;

import dev.mailmoor.server.bulk.ImportOptions;
import dev.mailmoor.server.bulk.ImportPlan;
import dev.mailmoor.server.bulk.ImportRun;
import dev.mailmoor.server.bulk.ImportRun.Counts;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.RowOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imports and their plans as JSON. */
final class ImportJson {
    private ImportJson() {}

    static Map<String, @Nullable Object> of(ImportRun run, List<ImportRun.Stop> stops, int toAsk) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", run.id().toString());
        json.put("state", run.state().word());
        json.putAll(counts(run.counts()));
        json.put("fileName", run.fileName());
        json.put("startedBy", run.actor().label());
        json.put("createdAt", run.createdAt().toString());
        json.put("finishedAt", run.finishedAt().map(Instant::toString).orElse(null));
        json.put("perSecond", run.perSecond() > 0 ? Math.round(run.perSecond() * 10) / 10.0 : null);
        json.put("secondsLeft", run.timeLeft().map(left -> left.toSeconds()).orElse(null));
        json.put("options", options(run.options()));
        json.put(
                "waitingFor",
                stops.stream()
                        .filter(stop -> !stop.allowed())
                        .map(ImportJson::stop)
                        .toList());
        json.put("toAsk", toAsk);
        json.put("undo", run.undo().map(ImportJson::undo).orElse(null));
        json.put(
                "undoUntil",
                run.finishedAt()
                        .map(at -> at.plus(Imports.UNDO_WITHIN).toString())
                        .orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> counts(Counts counts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("total", counts.total());
        json.put("done", counts.done());
        json.put("created", counts.created());
        json.put("updated", counts.updated());
        json.put("unchanged", counts.unchanged());
        json.put("failed", counts.failed());
        return json;
    }

    private static Map<String, @Nullable Object> options(ImportOptions options) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("updateExisting", options.existing() == ImportOptions.Existing.UPDATED);
        json.put("verify", options.trying() == ImportOptions.Trying.FIRST);
        json.put("reportTo", options.reportTo().isBlank() ? null : options.reportTo());
        json.put("loginsPerSecond", options.loginsPerSecond() > 0 ? options.loginsPerSecond() : null);
        return json;
    }

    private static Map<String, Object> stop(ImportRun.Stop stop) {
        return Map.of("servers", stop.servers(), "cause", stop.cause(), "message", stop.message());
    }

    private static Map<String, Object> undo(ImportRun.Undo undo) {
        return Map.of(
                "state", undo.over() ? "done" : "running",
                "restored", undo.restored(),
                "removed", undo.removed(),
                "kept", undo.kept());
    }

    static Map<String, @Nullable Object> of(ImportPlan plan) {
        Map<String, @Nullable Object> sum = counts(plan.counts());
        sum.remove("done");
        sum.put("toAsk", plan.toAsk());
        sum.put("ignoredColumns", plan.ignored());
        sum.put("refused", plan.refused().stream().map(ImportJson::outcome).toList());
        sum.put(
                "servers",
                plan.servers().stream()
                        .map(load -> Map.of("servers", load.servers(), "rows", load.rows(), "seconds", load.seconds()))
                        .toList());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mapping", plan.mapping());
        json.put("rows", plan.sample().stream().map(ImportJson::planned).toList());
        json.put("plan", sum);
        return json;
    }

    private static Map<String, @Nullable Object> planned(ImportPlan.Planned planned) {
        Map<String, @Nullable Object> json = outcome(planned.outcome());
        json.put("changes", planned.changes().stream().map(ImportJson::change).toList());
        json.put("fields", planned.fields());
        return json;
    }

    private static Map<String, @Nullable Object> change(ImportPlan.Change change) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("field", change.field());
        json.put("from", change.from().isEmpty() ? null : change.from());
        json.put("to", change.to());
        return json;
    }

    private static Map<String, @Nullable Object> outcome(RowOutcome outcome) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("row", outcome.row());
        json.put("email", outcome.email());
        json.put("outcome", outcome.kind().word());
        json.put("cause", outcome.cause().isEmpty() ? null : outcome.cause());
        json.put("message", outcome.message().isEmpty() ? null : outcome.message());
        return json;
    }
}
