package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.server.bulk.JudgeRows.Judged;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Intent;
import dev.mailmoor.server.reauth.ManyConnections;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose separators, quotes or headers are not what they seem: no password is kept or shown of them. */
class HostileRowsTest {
    private static final String SECRET = "hunter2";
    private static final List<String> HEADER = List.of("email", "password", "imap host");

    private final JudgeRows judging = new JudgeRows(new NothingFits(), Providers.bundled());

    private static CheckedOptions options(List<String> header, Map<String, String> common) {
        ImportOptions asked =
                new ImportOptions(Map.of(), ImportOptions.Existing.REFUSED, ImportOptions.Trying.FIRST, "", common, 0);
        return CheckedOptions.of(header, asked) instanceof CheckedOptions.Check.Good(CheckedOptions good)
                ? good
                : org.assertj.core.api.Assertions.fail("these options fit");
    }

    private RowOutcome judged(List<String> cells) {
        Access access =
                new Access(new WorkspaceId(new UUID(0, 1)), new Actor.Program(new UUID(0, 2), "test"), Role.OPERATOR);
        JudgeRows.Asked asked = new JudgeRows.Asked(
                access, options(HEADER, Map.of()), new SeenAddresses(), ManyConnections.Blanks.ASSUMED);
        return judging.judge(asked, List.of(new CsvRow(1, cells))).getFirst()
                        instanceof Judged.Settled(RowOutcome outcome)
                ? outcome
                : org.assertj.core.api.Assertions.fail("nothing fits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@x.example;hunter2;imap.x.example",
                "anna@x.example:hunter2||",
                "anna@x.example|hunter2||imap",
                "anna@x.example||hunter2",
                "anna@x.example hunter2||imap",
                "anna@x.example\thunter2",
                "x||anna@x.example;hunter2||imap||more"
            })
    void noPasswordIsKeptOrShownOfARowThatWasCutWrongly(String row) {
        List<String> cells = List.of(row.split("\\|\\|", -1));
        RowOutcome outcome = judged(cells);
        assertThat(outcome.kind()).isEqualTo(RowOutcome.Kind.FAILED);
        assertThat(outcome.toString()).doesNotContain(SECRET);
        assertThat(MaskedRow.of(options(HEADER, Map.of()), new CsvRow(1, cells)).toString())
                .doesNotContain(SECRET);
        assertThat(MaskedRow.of(HEADER, cells).toString()).doesNotContain(SECRET);
    }

    @Test
    void theAddressOfSuchARowIsKept() {
        assertThat(judged(List.of("anna@x.example", SECRET)).email()).isEqualTo("anna@x.example");
        assertThat(judged(List.of("anna@x.example;hunter2", "", "")).email()).isEqualTo("anna@x.example");
    }

    @Test
    void spareSeparatorsAtTheEndAreNoCells() {
        assertThat(judged(List.of("anna@x.example", SECRET, "imap.x.example", "", ""))
                        .message())
                .contains("nothing fits");
        assertThat(judged(List.of("anna@x.example", SECRET, "imap.x.example", "", "x"))
                        .message())
                .contains("5 cells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@x.example:hunter2", "anna@x.example|hunter2", "anna@x.example hunter2"})
    void aFirstRowWithAnAddressIsNoHeader(String cell) {
        assertThatThrownBy(() -> Columns.checkIsHeader(List.of(cell)))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void anotherEncodingIsToldWhereverItStands() {
        for (String text : List.of("é;password\nanna@x.example;x\n", "email;password\nåsa@x.example;x\n")) {
            assertThatThrownBy(() -> header(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("not in UTF-8");
        }
    }

    private static List<String> header(byte[] file) throws IOException {
        return CsvFile.read(new ByteArrayInputStream(file)).header();
    }

    @Test
    void twoColumnsOfOneNameCanEachBeMapped() throws IOException {
        List<String> header = header("email,Password,Password,Password\n".getBytes(StandardCharsets.UTF_8));
        assertThat(header).containsExactly("email", "Password", "Password (2)", "Password (3)");
        assertThat(Columns.read(header, Map.of())).isInstanceOf(Columns.Reading.Wrong.class);
        Map<String, String> mapping =
                Map.of("Password", "receiving_password", "Password (2)", "sending_password", "Password (3)", "");
        assertThat(Columns.read(header, mapping))
                .isInstanceOfSatisfying(
                        Columns.Reading.Read.class,
                        read -> assertThat(read.columns().places())
                                .containsEntry(Field.RECEIVING_PASSWORD, 1)
                                .containsEntry(Field.SENDING_PASSWORD, 2)
                                .doesNotContainKey(Field.PASSWORD));
    }

    @Test
    void moreNamesOfOtherToolsAreKnown() {
        assertThat(Columns.guessed(List.of("Email Address [Required]", "First Name [Required]", "smtp_secure"))
                        .mapping()
                        .values())
                .containsExactly("email", "first_name", "sending_security");
        assertThat(Field.meant("UserPrincipalName")).hasValue(Field.EMAIL);
    }

    @Test
    void whatAReportPutBeforeACellIsTakenOffAgain() {
        CheckedOptions options = options(List.of("email", "password", "first_name"), Map.of());
        CsvRow row = new CsvRow(1, List.of("'+a@x.example", "'=secret", "'Anna'"));
        assertThat(options.value(row, Field.EMAIL)).isEqualTo("+a@x.example");
        assertThat(options.value(row, Field.PASSWORD)).isEqualTo("'=secret");
        assertThat(options.value(row, Field.FIRST_NAME)).isEqualTo("'Anna'");
    }

    @Test
    void controlCharactersForAllRowsAreRefused() {
        ImportOptions asked = new ImportOptions(
                Map.of(),
                ImportOptions.Existing.REFUSED,
                ImportOptions.Trying.FIRST,
                "",
                Map.of("receiving_host", "a\0b"),
                0);
        assertThat(CheckedOptions.of(HEADER, asked)).isInstanceOf(CheckedOptions.Check.Wrong.class);
    }

    @Test
    void secureOrNotIsReadAsItsPortTells() {
        List<String> header = List.of("email", "password", "imap secure");
        for (String word : List.of("false", "No", "0", "true", "Yes", "1")) {
            assertThat(RowDraft.of(options(header, Map.of()), new CsvRow(1, List.of("a@x.example", "x", word)))
                            .receiving())
                    .isEmpty();
        }
        assertThat(RowDraft.of(options(header, Map.of()), new CsvRow(1, List.of("a@x.example", "x", "SSL")))
                        .receiving())
                .hasValueSatisfying(side -> assertThat(side.security()).isEqualTo("tls"));
    }

    /** Finds fault with every draft. */
    private static final class NothingFits extends NoConnections {
        @Override
        public List<Intent> read(Access access, List<dev.mailmoor.server.reauth.MailboxDraft> drafts, Blanks blanks) {
            return drafts.stream()
                    .<Intent>map(draft ->
                            new Intent.Invalid(Optional.empty(), List.of(new FieldError("address", "nothing fits"))))
                    .toList();
        }
    }
}
