package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportOptions.Existing;
import dev.mailmoor.server.bulk.RowOutcome.Refusal;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Intent;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.ManyConnections;
import dev.mailmoor.server.workspace.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says of rows what is certain before anything is tried. */
@Component
class JudgeRows {
    static final String INVALID_FIELD = "invalid-field";
    static final String DUPLICATE = "duplicate-in-file";
    static final String ALREADY_EXISTS = "already-exists";
    private static final String ASK = Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED.word();
    private static final String ASK_ITS_OWNER =
            "This mailbox signs in with OAuth: its owner has to grant access. When the import is over, its page offers to"
                    + " send them a link.";
    private static final String GRANT_IT_HERE =
            "This provider takes no passwords: connect the mailbox with Continue with … under + Email.";
    private static final int LONGEST_KEPT = 300;

    /** In letters, of a row that waits to be tried. */
    private static final int LONGEST_KEPT_ROW = 4_096;

    private static final Map<String, String> COLUMNS = Map.of(
            "address", "email",
            "secret", "password",
            "name.first", "first_name",
            "name.last", "last_name",
            "configurationName", "configuration_name");

    private final ManyConnections connections;
    private final Providers providers;

    JudgeRows(ManyConnections connections, Providers providers) {
        this.connections = connections;
        this.providers = providers;
    }

    /** One row, and what is to become of it. */
    sealed interface Judged {
        /** Nothing more happens to it. */
        record Settled(RowOutcome outcome) implements Judged {}

        /**
         * It may be tried, then saved.
         *
         * @param fields without the secrets; gathered when the row fails
         */
        record Open(int row, Supplier<Map<String, String>> fields, Intent.Ready intent) implements Judged {}
    }

    /** @param seen in which row each address stands first */
    record Asked(Access access, CheckedOptions options, SeenAddresses seen, ManyConnections.Blanks blanks) {}

    /** In the rows' order. */
    List<Judged> judge(Asked asked, List<CsvRow> rows) {
        List<Judged> judged = new ArrayList<>(rows.size());
        List<CsvRow> open = new ArrayList<>(rows.size());
        for (CsvRow row : rows) {
            Optional<Refusal> refusal = asItStands(asked, row);
            refusal.ifPresentOrElse(
                    wrong -> judged.add(
                            new Judged.Settled(RowOutcome.failed(row.row(), email(asked.options, row), wrong))),
                    () -> open.add(row));
        }
        List<MailboxDraft> drafts =
                open.stream().map(row -> RowDraft.of(asked.options, row)).toList();
        List<Intent> intents = connections.read(asked.access, drafts, asked.blanks);
        for (int i = 0; i < open.size(); i++) {
            judged.add(judge(asked.options, open.get(i), intents.get(i)));
        }
        return judged;
    }

    private static Optional<Refusal> asItStands(Asked asked, CsvRow row) {
        CheckedOptions options = asked.options;
        int columns = options.columns().header().size();
        int cells = row.width(columns);
        if (cells > columns || (cells == 1 && columns > 1)) {
            return Optional.of(refusal(
                    options,
                    row,
                    INVALID_FIELD,
                    "The row has %d cells and the header %d: is a quote missing, or another separator used?"
                            .formatted(cells, columns)));
        }
        OptionalInt earlier = EmailAddress.parse(options.value(row, Field.EMAIL)).stream()
                .mapToInt(address ->
                        asked.seen.earlier(address.value(), row.row()).orElse(0))
                .filter(number -> number > 0)
                .findFirst();
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(refusal(
                        options,
                        row,
                        DUPLICATE,
                        "Row %d has this address already; that one counts.".formatted(earlier.getAsInt())));
    }

    private Judged judge(CheckedOptions options, CsvRow row, Intent intent) {
        boolean refused = intent.existing().isPresent() && options.asked().existing() == Existing.REFUSED;
        if (refused) {
            return settled(
                    options,
                    row,
                    refusal(
                            options,
                            row,
                            ALREADY_EXISTS,
                            "This mailbox is connected already. Tick \"Update mailbox if it exists\" to update it."));
        }
        Optional<Judged> grant = needsGrant(options, row, intent);
        return grant.orElseGet(() -> asRead(options, row, intent));
    }

    private static Judged asRead(CheckedOptions options, CsvRow row, Intent intent) {
        return switch (intent) {
            case Intent.Invalid invalid ->
                settled(options, row, refusal(options, row, INVALID_FIELD, sentence(options, row, invalid.errors())));
            case Intent.Unchanged unchanged -> new Judged.Settled(unchanged(row, unchanged.mailbox()));
            case Intent.Ready ready -> new Judged.Open(row.row(), keptFields(options, row), ready);
        };
    }

    /** Somebody must sign in at the provider: no password can stand for that. */
    private Optional<Judged> needsGrant(CheckedOptions options, CsvRow row, Intent intent) {
        boolean password = intent instanceof Intent.Ready ready && ready.byGrant()
                || options.columns().places().keySet().stream()
                        .anyMatch(field ->
                                field.secret() && !options.value(row, field).isEmpty());
        if (password) {
            return Optional.empty();
        }
        Optional<Judged> lost = intent.existing()
                .filter(mailbox -> mailbox.credential().kind() == CredentialKind.OAUTH)
                .filter(mailbox -> mailbox.state() == MailboxState.AUTH_LOST)
                .map(mailbox -> new Judged.Settled(
                        RowOutcome.failed(row.row(), mailbox, refusal(options, row, ASK, ASK_ITS_OWNER))));
        boolean never = intent.existing().isEmpty()
                && EmailAddress.parse(options.value(row, Field.EMAIL))
                        .map(address -> providers.byAddress(address.value()))
                        .filter(provider -> provider.passwords().onlyOauth())
                        .isPresent();
        return lost.or(() -> Optional.of(settled(options, row, refusal(options, row, ASK, GRANT_IT_HERE)))
                .filter(_ -> never));
    }

    private static Judged settled(CheckedOptions options, CsvRow row, Refusal refusal) {
        return new Judged.Settled(RowOutcome.failed(row.row(), email(options, row), refusal));
    }

    private static RowOutcome unchanged(CsvRow row, Mailbox mailbox) {
        return new RowOutcome(
                row.row(),
                mailbox.address().value(),
                RowOutcome.Kind.UNCHANGED,
                "",
                "All of it is so already.",
                Map.of(),
                Optional.of(mailbox.id().value()),
                OptionalLong.empty());
    }

    private static Refusal refusal(CheckedOptions options, CsvRow row, String cause, String message) {
        return new Refusal(cause, message, fields(options, row));
    }

    private static String sentence(CheckedOptions options, CsvRow row, List<FieldError> errors) {
        return errors.stream()
                .map(error -> filled(options, row, column(error.field())) + ": " + error.message())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** One password for both sides is a column of its own. */
    private static String filled(CheckedOptions options, CsvRow row, String column) {
        boolean shared = Stream.of(Field.RECEIVING_PASSWORD, Field.SENDING_PASSWORD)
                .anyMatch(side -> side.word().equals(column)
                        && options.value(row, side).isEmpty()
                        && !options.value(row, Field.PASSWORD).isEmpty());
        return shared ? Field.PASSWORD.word() : column;
    }

    /** The column that a field of the API is. */
    static String column(String field) {
        String plain = COLUMNS.getOrDefault(field, field.replace('.', '_'));
        return plain.endsWith("_secret") ? plain.replace("_secret", "_password") : plain;
    }

    private static String email(CheckedOptions options, CsvRow row) {
        String cell = options.value(row, Field.EMAIL).strip();
        boolean anything = options.cutWrongly(row) && EmailAddress.parse(cell).isEmpty();
        return anything ? "" : shortened(MaskedRow.email(cell));
    }

    /** A short row is kept as it is until somebody asks, which is hardly ever; of a long one only this is kept. */
    private static Supplier<Map<String, String>> keptFields(CheckedOptions options, CsvRow row) {
        if (row.length() <= LONGEST_KEPT_ROW) {
            return () -> fields(options, row);
        }
        Map<String, String> cut = fields(options, row);
        return () -> cut;
    }

    /** Without the secrets. A row that was cut wrongly may have one anywhere: of that only the address is kept. */
    private static Map<String, String> fields(CheckedOptions options, CsvRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : options.cutWrongly(row) ? new Field[0] : Field.values()) {
            String cell = options.value(row, field).strip();
            String text = field == Field.EMAIL ? MaskedRow.email(cell) : cell;
            if (!field.secret() && !text.isEmpty()) {
                fields.put(field.word(), shortened(text));
            }
        }
        return fields;
    }

    private static String shortened(String text) {
        return (text.length() > LONGEST_KEPT ? text.substring(0, LONGEST_KEPT) + "…" : text).replace('\0', '?');
    }
}
