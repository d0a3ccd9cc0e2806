package dev.mailmoor.e2e.s08_import;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Many mailboxes lose their passwords at once; one file brings them back, though the service is killed on the way. */
@Story
@Timeout(600)
class BulkImportStoryTest {
    private static final int MAILBOXES = Boolean.getBoolean("mailmoor.full") ? 500 : 60;
    private static final int ROWS_OF_A_PERSON = Boolean.getBoolean("mailmoor.full") ? 2_000 : 400;
    private static final int WRONG = 20;

    /** What is told of {@link #wrongRow}, from its cause on. */
    private static final List<String> WRONG_IN_EIGHT_WAYS = List.of(
            "wrong-password-or-username,127.0.0.1 does not accept",
            "invalid-field,email: This is not an email address",
            "duplicate-in-file,Row 1 has this address already",
            "invalid-field,\"receiving_port: The port is a number",
            "invalid-field,receiving_host: A host name has no spaces",
            "connection-refused,127.0.0.1 accepts no connections on port 1.",
            "invalid-field,password: A password is one line",
            "invalid-field,\"The row has 8 cells and the header 6");

    private static final String CHECKED_EVERY = Boolean.getBoolean("mailmoor.full") ? "120s" : "5s";
    /** Of hundreds at thirty a second a Postfix beside all this on two cores leaves some waiting for too long. */
    private static final String LOGINS = Boolean.getBoolean("mailmoor.full") ? "15" : "30";

    private static final Duration AN_IMPORT = Duration.ofSeconds(180);
    private static final String LEAD = "lead@" + MailHost.DOMAIN;
    private static final String SENDER = "notices@" + MailHost.DOMAIN;
    private static final Pattern ATTACHED =
            Pattern.compile("import-report\\.csv\"?\\s*?(?:\\r?\\n[^\\r\\n]+)*\\r?\\n\\r?\\n([A-Za-z0-9+/=\\s]+)");
    private static final String BOUNDARY = "--------e2e";

    private static MailHost host;
    private static RunningMailmoor moor;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        List.of(LEAD, SENDER, RunningMailmoor.OWNER)
                .forEach(user -> host.users().add(user, "pass"));
        int relay = host.endpoint(Protocol.SMTP, TlsMode.STARTTLS).port();
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_SERVER_LOGINS_PER_SECOND", LOGINS)
                .with("MAILMOOR_CHECK_INTERVAL", CHECKED_EVERY)
                .with("MAILMOOR_SENDING_INTERVAL", CHECKED_EVERY)
                .with("MAILMOOR_NOTICE_SMTP_URL", "smtp+starttls://notices%40moor.test:pass@127.0.0.1:" + relay)
                .with("MAILMOOR_NOTICE_FROM", SENDER)
                .start();
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    @Test
    void oneFileBringsThemBackThoughAnIncidentIsOpenAndTheServiceIsKilledHalfWay() {
        IntStream.range(0, MAILBOXES).forEach(i -> host.users().add(address(i), "first" + i));
        String connected = over(start("{}", lines(IntStream.range(0, MAILBOXES).mapToObj(i -> row(i, "first" + i)))));
        assertThat(counts(connected, "created")).as(report(connected)).isEqualTo(MAILBOXES);

        IntStream.range(0, MAILBOXES).forEach(i -> host.users().changePassword(address(i), "second, \"" + i + "\""));
        await("incident").atMost(AN_IMPORT).until(BulkImportStoryTest::anIncidentIsOpen);
        int right = MAILBOXES - WRONG;
        String file = lines(Stream.concat(
                IntStream.range(0, right).mapToObj(i -> row(i, "\"second, \"\"" + i + "\"\"\"")),
                IntStream.range(right, MAILBOXES).mapToObj(BulkImportStoryTest::wrongRow)));
        String id = start("{\"updateExisting\":true,\"reportTo\":\"" + LEAD + "\"}", file);
        await().atMost(AN_IMPORT).until(() -> counts(id, "done") >= MAILBOXES / 4);
        moor.kill();
        assertThat(moor.output()).doesNotContain("second, ");
        moor.startAgain();
        over(id);

        assertThat(counts(id, "updated")).as(report(id)).isEqualTo(right);
        assertThat(counts(id, "failed")).isEqualTo(WRONG);
        everyRowIsReportedInOrder(report(id), right);
        assertThat(lost().size()).isLessThanOrEqualTo(WRONG);
        for (int i = 0; i < right; i += 10) {
            Answer one = moor.api().get("/mailboxes?q=" + address(i));
            assertThat(one.at("/items/0/receiving/state")).as(address(i)).isEqualTo("connected");
            assertThat(one.at("/items/0/sending/state")).as(address(i)).isEqualTo("connected");
        }
        theReportArrives(LEAD, report(id), WRONG + " rows failed");
    }

    private static boolean anIncidentIsOpen() {
        return moor.api().get("/fleet").text().contains("\"server\":\"127.0.0.1:");
    }

    private static JsonNode lost() {
        return moor.api().get("/mailboxes?state=auth-lost&limit=500").json().path("items");
    }

    private static void everyRowIsReportedInOrder(String text, int right) {
        List<String> report = text.lines().skip(1).toList();
        assertThat(report).hasSize(MAILBOXES);
        assertThat(report.stream().map(line -> line.split(",", -1)[0]).toList())
                .isEqualTo(IntStream.rangeClosed(1, MAILBOXES)
                        .mapToObj(Integer::toString)
                        .toList());
        for (int i = right; i < MAILBOXES; i++) {
            assertThat(report.get(i)).contains(",failed," + WRONG_IN_EIGHT_WAYS.get(i % 8));
        }
    }

    /** Through Postfix, with the rows as they stand in the console. */
    private static void theReportArrives(String address, String report, String subject) {
        await("the report at " + address)
                .atMost(AN_IMPORT)
                .until(() -> host.inbox(address).stream().anyMatch(mail -> mail.contains("import-report.csv")));
        String mail = host.inbox(address).stream()
                .filter(one -> one.contains("import-report.csv"))
                .findFirst()
                .orElseThrow();
        assertThat(mail).contains(subject);
        Matcher attached = ATTACHED.matcher(mail);
        assertThat(attached.find()).as(mail).isTrue();
        byte[] csv = Base64.getMimeDecoder().decode(attached.group(1));
        assertThat(new String(csv, StandardCharsets.UTF_8)).isEqualTo(report);
    }

    /** In eight ways. */
    private static String wrongRow(int i) {
        int closed = 1;
        return switch (i % 8) {
            case 0 -> row(i, "guess");
            case 1 -> "no-address-" + i + ",guess";
            case 2 -> row(0, "second");
            case 3 -> address(i) + ",guess,127.0.0.1,99999";
            case 4 -> address(i) + ",guess," + closed + " 2,993";
            case 5 -> address(i) + ",guess,127.0.0.1," + closed;
            case 6 -> address(i) + ",gu\0ess,,";
            default -> address(i) + ",one,two,three,four,five,six,seven";
        };
    }

    @Test
    void aPersonSeesItThroughInTheBrowser(@TempDir Path folder) throws java.io.IOException {
        Path csv = Files.writeString(folder.resolve("fleet.csv"), fleetOfAPerson());
        try (Browser browser =
                Browser.open(moor.url(), Look.DESKTOP).signIn(RunningMailmoor.OWNER, moor.ownerPassword())) {
            Page page = browser.page();
            page.navigate("/mailboxes/new/custom");
            page.getByRole(AriaRole.LINK, named("+ Add in Bulk")).click();
            browser.screenshot("import-upload");
            page.getByLabel("CSV file").setInputFiles(csv);
            page.getByRole(AriaRole.BUTTON, button("Upload")).click();

            assertThat(page.getByRole(AriaRole.HEADING, heading("Map columns"))).isVisible();
            assertThat(page.getByLabel("What App Password means")).hasValue("password");
            assertThat(page.locator("body")).not().containsText("pass0");
            page.getByLabel("Update mailbox if it exists").check();
            page.getByLabel("Save without trying first").check();
            browser.screenshot("import-map");
            page.getByRole(AriaRole.BUTTON, button("Preview")).click();

            assertThat(page.locator("main")).containsText("%,d created".formatted(ROWS_OF_A_PERSON));
            assertThat(page.locator("main")).containsText("Ignored columns: Shoe size.");
            browser.screenshot("import-plan");
            page.getByRole(AriaRole.BUTTON, button("Start import")).click();
            assertThat(page.locator("#import-says"))
                    .hasText(
                            "%1$,d of %1$,d rows. Done.".formatted(ROWS_OF_A_PERSON),
                            new LocatorAssertions.HasTextOptions().setTimeout(AN_IMPORT.toMillis()));
            browser.screenshot("import-done");
            theReportArrives(RunningMailmoor.OWNER, report(page.url().replaceFirst(".*/", "")), "Import is finished");
            page.getByRole(AriaRole.LINK, button("Undo")).click();
            assertThat(page.locator("main")).containsText("%,d created mailboxes go".formatted(ROWS_OF_A_PERSON));
            browser.screenshot("import-undo");
            page.getByRole(AriaRole.BUTTON, button("Undo")).click();
            assertThat(page.locator("#import-undo")).containsText("removed");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String fleetOfAPerson() {
        return IntStream.range(0, ROWS_OF_A_PERSON)
                .mapToObj(
                        i -> "fleet%d@kestrel.example;pass%d;imap.invalid;smtp.invalid;Team %d".formatted(i, i, i % 7))
                .collect(Collectors.joining("\n", "E-Mail Address;App Password;IMAP Host;SMTP Host;Shoe size\n", "\n"));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions button(String name) {
        return named(name).setExact(true);
    }

    private static Page.GetByRoleOptions heading(String name) {
        return named(name);
    }

    private static String address(int number) {
        return "user" + number + "@" + MailHost.DOMAIN;
    }

    private static String row(int number, String password) {
        Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
        Endpoint smtp = host.endpoint(Protocol.SMTP, TlsMode.TLS);
        return "%s,%s,%s,%d,%s,%d"
                .formatted(address(number), password, imap.host(), imap.port(), smtp.host(), smtp.port());
    }

    private static String lines(Stream<String> rows) {
        return rows.collect(Collectors.joining(
                "\r\n", "email,password,receiving_host,receiving_port,sending_host,sending_port\r\n", "\r\n"));
    }

    private static String start(String options, String csv) {
        String body = part("name=\"options\"", options) + part("name=\"file\"; filename=\"fleet.csv\"", csv) + "--"
                + BOUNDARY + "--\r\n";
        return moor.api()
                .send(moor.api()
                        .request("/api/v1/imports")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .expect(202)
                .at("/id");
    }

    private static String part(String about, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + about + "\r\n\r\n" + content + "\r\n";
    }

    private static String over(String id) {
        await().atMost(AN_IMPORT)
                .ignoreExceptions()
                .until(() -> moor.api().get("/imports/" + id).at("/state").equals("done"));
        return id;
    }

    private static int counts(String id, String which) {
        return Integer.parseInt(moor.api().get("/imports/" + id).at("/" + which));
    }

    private static String report(String id) {
        return moor.api().get("/imports/" + id + "/report.csv").text();
    }
}
