package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people upload, and what they are told of it. */
class CsvFileTest {
    private static CsvFile file(byte[] bytes) throws IOException {
        return CsvFile.read(new ByteArrayInputStream(bytes));
    }

    private static List<CsvRow> rows(byte[] bytes) throws IOException {
        CsvFile file = file(bytes);
        List<CsvRow> rows = new ArrayList<>();
        Optional<CsvRow> next = file.record();
        while (next.isPresent()) {
            rows.add(next.get());
            next = file.record();
        }
        return rows;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(byte[] bytes, String... words) {
        assertThatThrownBy(() -> rows(bytes))
                .isInstanceOf(UnreadableFile.class)
                .satisfies(wrong -> assertThat(wrong.getMessage()).contains(words));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,EFBBBF", "UTF-16LE,FFFE", "UTF-16BE,FEFF"})
    void marksOfTheEncodingAreUnderstood(String charset, String mark) throws IOException {
        byte[] start = java.util.HexFormat.of().parseHex(mark);
        byte[] text = "email;password\r\nåsa@example.com;hemlig\r\n".getBytes(Charset.forName(charset));
        byte[] all = new byte[start.length + text.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(text, 0, all, start.length, text.length);
        assertThat(file(all).header()).containsExactly("email", "password");
        assertThat(rows(all).getFirst().cells()).containsExactly("åsa@example.com", "hemlig");
    }

    @Test
    void anotherEncodingIsTold() {
        refused("email\nanna@example.com\nåsa@example.com\n".getBytes(StandardCharsets.ISO_8859_1), "UTF-8");
    }

    @Test
    void filesOfOtherKindsAreTold() {
        refused(new byte[] {'P', 'K', 3, 4, 1, 2, 3, 4, 5}, "xlsx");
        refused(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0}, "gzip");
        refused("e\0m\0a\0i\0l\0".getBytes(StandardCharsets.ISO_8859_1), "zeros");
        refused(new byte[0], "empty");
    }

    @Test
    void wrongQuotesAreToldWithRowAndColumn() {
        refused(utf8("email,password\na@example.com,x\nb@example.com,\"open\n"), "row 2", "never closed");
        refused(utf8("email,password\na@example.com,\"x\"y\n"), "row 1, column 2", "closing quote");
    }

    @Test
    void capsAreToldWithRowAndColumn() {
        refused(utf8("email,password\na@example.com," + "x".repeat(70_000) + "\n"), "row 1, column 2", "64 KiB");
        refused(utf8("email,password\na@example.com," + "x".repeat(10 << 20) + "\n"), "row 1, column 2", "64 KiB");
        refused(utf8("a,".repeat(201) + "\n"), "200 columns");
    }

    @Test
    void cellsKeepTheirBlanksAndLineBreaks() throws IOException {
        List<CsvRow> rows = rows(utf8("email\tpassword\n\n\t\nanna@example.com\t\" a \r\nb \"\n"));
        assertThat(rows.get(0).blank()).isTrue();
        assertThat(rows.get(1).blank()).isTrue();
        assertThat(rows.get(2).row()).isEqualTo(3);
        assertThat(rows.get(2).cell(1)).isEqualTo(" a \r\nb ");
    }

    @Test
    void aFirstRowThatIsAMailboxIsNotKept() {
        assertThatThrownBy(() -> Columns.checkIsHeader(List.of("anna@example.com", "hemlig")))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageNotContaining("hemlig");
    }

    @Test
    void exportsOfOtherToolsMapByThemselves() {
        assertThat(Columns.guessed(List.of(
                                "Email",
                                "First Name",
                                "IMAP Username",
                                "IMAP Password",
                                "IMAP Host",
                                "IMAP Port",
                                "SMTP_Server",
                                "smtp-port",
                                "Daily Limit",
                                "Password",
                                "App Password"))
                        .mapping())
                .isEqualTo(Map.of(
                        "Email", "email",
                        "First Name", "first_name",
                        "IMAP Username", "receiving_username",
                        "IMAP Password", "receiving_password",
                        "IMAP Host", "receiving_host",
                        "IMAP Port", "receiving_port",
                        "SMTP_Server", "sending_host",
                        "smtp-port", "sending_port",
                        "App Password", "password"));
    }

    @Test
    void noCellOfAReportIsRunByASpreadsheet() {
        assertThat(ReportCsv.safe("=HYPERLINK(\"x\")")).startsWith("'=");
        assertThat(ReportCsv.safe("+46")).startsWith("'");
        assertThat(ReportCsv.safe("anna@example.com")).isEqualTo("anna@example.com");
    }

    @Test
    void theEarlierOfTwoAddressesCounts() {
        SeenAddresses seen = new SeenAddresses();
        for (int i = 1; i <= 20_000; i++) {
            assertThat(seen.earlier("user" + i, i)).isEmpty();
        }
        assertThat(seen.earlier("user7", 30_000)).hasValue(7);
        assertThat(seen.earlier("user7", 7)).isEmpty();
    }
}
