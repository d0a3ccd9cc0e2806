package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportOptions.Trying;
import dev.mailmoor.server.bulk.JudgeRows.Judged;
import dev.mailmoor.server.reauth.Change;
import dev.mailmoor.server.reauth.ManyConnections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Goes through a draft's rows and says what would become of them; asks no network. */
@Component
class MakePlan {
    private static final int SAMPLE = 20;
    private static final int REFUSED = 200;
    private static final int SERVERS = 10;

    private final JudgeRows judging;
    private final ManyConnections connections;
    private final SealedRows sealed;
    private final PostgresChunks chunks;

    MakePlan(JudgeRows judging, ManyConnections connections, SealedRows sealed, PostgresChunks chunks) {
        this.judging = judging;
        this.connections = connections;
        this.sealed = sealed;
        this.chunks = chunks;
    }

    ImportPlan plan(ImportRun run, CheckedOptions options) {
        JudgeRows.Asked asked =
                new JudgeRows.Asked(run.access(), options, new SeenAddresses(), ManyConnections.Blanks.ASSUMED);
        Sum sum = new Sum();
        for (PostgresChunks.Chunk chunk : chunks.all(run)) {
            List<CsvRow> rows =
                    sealed.get(run.workspace(), run.id(), chunk.number()).orElse(List.of());
            Map<Integer, CsvRow> byNumber = new HashMap<>();
            rows.forEach(row -> byNumber.put(row.row(), row));
            judging.judge(asked, rows).stream()
                    .sorted(Comparator.comparing(MakePlan::row))
                    .forEach(judged -> sum.add(judged, options, byNumber));
        }
        return new ImportPlan(
                options.columns().mapping(),
                options.columns().ignored(),
                sum.counts(),
                sum.sample,
                sum.refused,
                options.asked().trying() == Trying.FIRST ? loads(sum.servers, options) : List.of(),
                sum.toAsk);
    }

    double usualLoginsPerSecond() {
        return connections.loginsPerSecond(List.of("unknown:0"));
    }

    private static int row(Judged judged) {
        return switch (judged) {
            case Judged.Settled(RowOutcome outcome) -> outcome.row();
            case Judged.Open open -> open.row();
        };
    }

    private List<ImportPlan.ServerLoad> loads(Map<List<String>, Integer> servers, CheckedOptions options) {
        return servers.entrySet().stream()
                .sorted(Map.Entry.<List<String>, Integer>comparingByValue().reversed())
                .limit(SERVERS)
                .map(entry -> {
                    double usual = connections.loginsPerSecond(entry.getKey());
                    double perSecond = Math.max(usual, options.asked().loginsPerSecond());
                    return new ImportPlan.ServerLoad(String.join(" ", entry.getKey()), entry.getValue(), (long)
                            Math.ceil(entry.getValue() / perSecond));
                })
                .toList();
    }

    private static final class Sum {
        private final List<ImportPlan.Planned> sample = new ArrayList<>();
        private final List<RowOutcome> refused = new ArrayList<>();
        private final Map<List<String>, Integer> servers = new HashMap<>();
        private int toAsk;
        private final Map<RowOutcome.Kind, Integer> kinds = new EnumMap<>(RowOutcome.Kind.class);

        void add(Judged judged, CheckedOptions options, Map<Integer, CsvRow> rows) {
            RowOutcome outcome = outcome(judged);
            kinds.merge(outcome.kind(), 1, Integer::sum);
            if (outcome.kind() == RowOutcome.Kind.FAILED && refused.size() < REFUSED) {
                refused.add(outcome);
            }
            if (judged instanceof Judged.Open open && !open.intent().servers().isEmpty()) {
                servers.merge(open.intent().servers(), 1, Integer::sum);
            }
            if (outcome.kind() == RowOutcome.Kind.FAILED && outcome.mailbox().isPresent()) {
                toAsk++;
            }
            CsvRow row = rows.get(outcome.row());
            if (sample.size() < SAMPLE && row != null) {
                sample.add(new ImportPlan.Planned(outcome, MaskedRow.of(options, row), changes(judged)));
            }
        }

        private static List<ImportPlan.Change> changes(Judged judged) {
            return judged instanceof Judged.Open open
                    ? open.intent().changes().stream().map(Sum::change).toList()
                    : List.of();
        }

        private static ImportPlan.Change change(Change change) {
            return new ImportPlan.Change(
                    JudgeRows.column(change.field()),
                    MaskedRow.shortened(change.from()),
                    MaskedRow.shortened(change.to()));
        }

        private static RowOutcome outcome(Judged judged) {
            return switch (judged) {
                case Judged.Settled(RowOutcome settled) -> settled;
                case Judged.Open open -> {
                    boolean known = open.intent().existing().isPresent();
                    yield new RowOutcome(
                            open.row(),
                            open.intent().address().value(),
                            known ? RowOutcome.Kind.UPDATED : RowOutcome.Kind.CREATED,
                            "",
                            "",
                            Map.of(),
                            Optional.empty(),
                            OptionalLong.empty());
                }
            };
        }

        ImportRun.Counts counts() {
            int created = kinds.getOrDefault(RowOutcome.Kind.CREATED, 0);
            int updated = kinds.getOrDefault(RowOutcome.Kind.UPDATED, 0);
            int unchanged = kinds.getOrDefault(RowOutcome.Kind.UNCHANGED, 0);
            int failed = kinds.getOrDefault(RowOutcome.Kind.FAILED, 0);
            return new ImportRun.Counts(created + updated + unchanged + failed, created, updated, unchanged, failed);
        }
    }
}
