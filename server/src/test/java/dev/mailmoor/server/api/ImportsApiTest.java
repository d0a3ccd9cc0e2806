package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.server.bulk.ReportCsv;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** Files come in over HTTP, are tried at servers of a table, and are told row by row. */
class ImportsApiTest extends ImportStage {
    @Test
    void rowsAreTriedAndReportedInOrder() {
        servers().passwords.put(address(3), "another");
        String csv = HEADER + rows(1, 3) + "%s,wrong,%s,%s\n".formatted(address(3), host, host) + "no-address,x,y,z\n";
        String id = done(start("{" + FAST + "}", csv));
        assertThat(report(id)).hasSize(5);
        assertThat(report(id).getFirst()).isEqualTo("row,email,outcome,cause,message");
        assertThat(report(id).get(1)).startsWith("1," + address(1) + ",created,,");
        assertThat(report(id).get(3)).startsWith("3," + address(3) + ",failed,wrong-password-or-username,");
        assertThat(report(id).get(4)).startsWith("4,no-address,failed,invalid-field,email: ");
        assertThat(state(1)).isEqualTo("connected");
        Caller.Answer shown = caller.get(IMPORTS + "/" + id);
        assertThat(shown.json().at("/created").asInt()).isEqualTo(2);
        assertThat(shown.json().at("/failed").asInt()).isEqualTo(2);
        assertThat(count("sealed_secret where workspace_id = ? and purpose = 'import-rows'"))
                .as("wiped when done")
                .isZero();
    }

    @Test
    void oneFileBringsLostMailboxesBackAndCanBeTakenBack() {
        done(start("{" + FAST + "}", HEADER + rows(0, 3)));
        servers().passwords.put(address(0), "fresh");
        String csv = HEADER
                + "%s,fresh,,\n".formatted(address(0))
                + rows(1, 3)
                + "%s,pass9,%s,%s\n".formatted(address(9), host, host);
        servers().passwords.put(address(9), "pass9");
        String refused = done(start("{" + FAST + "}", csv));
        assertThat(report(refused).get(1)).contains(",failed,already-exists,");
        jdbc.sql("delete from mailbox where workspace_id = ? and address = ?")
                .param(workspace.value())
                .param(address(9))
                .update();

        String id = done(start("{\"updateExisting\":true," + FAST + "}", csv));
        assertThat(report(id).get(1)).contains(",updated,,");
        assertThat(report(id).get(2)).contains(",unchanged,,");
        assertThat(report(id).get(4)).contains(",created,,");
        assertThat(credentialVersion(0)).isEqualTo(2);
        assertThat(jdbc.sql(
                                "select type from journal_event where workspace_id = ? and type = 'mailbox.credential-changed'")
                        .param(workspace.value())
                        .query(String.class)
                        .list())
                .hasSize(1);

        assertThat(caller.post(IMPORTS + "/" + id + "/undo", "{}").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(caller.get(IMPORTS + "/" + id).text("/undo/state"))
                        .isEqualTo("done"));
        assertThat(credentialVersion(0)).isEqualTo(3);
        Caller.Answer undone = caller.get(IMPORTS + "/" + id);
        assertThat(undone.json().at("/undo/restored").asInt()).isEqualTo(1);
        assertThat(undone.json().at("/undo/removed").asInt()).isEqualTo(1);
    }

    @Test
    void aFailedRowTouchesNothingThatWorks() {
        done(start("{" + FAST + "}", HEADER + rows(0, 1)));
        String id = done(start("{\"updateExisting\":true," + FAST + "}", HEADER + address(0) + ",guess,,\n"));
        assertThat(report(id).get(1)).contains(",failed,wrong-password-or-username,");
        assertThat(credentialVersion(0)).isEqualTo(1);
        assertThat(state(0)).isEqualTo("connected");
        String failed = caller.get(IMPORTS + "/" + id + "/failed.csv").body();
        assertThat(failed).contains(address(0)).doesNotContain("guess");
    }

    @Test
    void aPlanSavesNothingAndShowsNoPassword() {
        String csv = HEADER + rows(0, 2) + address(0) + ",again,,\n";
        for (Caller.Answer plan : List.of(
                upload.send(IMPORTS + "/preview", "{}", csv.getBytes(StandardCharsets.UTF_8)),
                upload.fileFirst(IMPORTS + "/preview", "{}", csv.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(plan.status()).as(plan.body()).isEqualTo(200);
            assertThat(plan.text("/mapping/SMTP Server")).isEqualTo("sending_host");
            assertThat(plan.json().at("/plan/created").asInt()).isEqualTo(2);
            assertThat(plan.text("/plan/refused/0/cause")).isEqualTo("duplicate-in-file");
            assertThat(plan.body()).doesNotContain("pass0").doesNotContain("again");
        }
        assertThat(count("import_run where workspace_id = ?")).isZero();
        assertThat(caller.get("/api/v1/mailboxes").json().at("/items").size()).isZero();
    }

    @Test
    void aServerWhoseFirstRowsAllFailIsAskedAboutFirst() {
        servers().down.add(host);
        String started = start("{" + FAST + "}", HEADER + rows(0, 25)).text("/id");
        reaches(started, "waiting");
        Caller.Answer waiting = caller.get(IMPORTS + "/" + started);
        assertThat(waiting.json().at("/failed").asInt()).isEqualTo(10);
        assertThat(waiting.text("/waitingFor/0/cause")).isEqualTo("connection-refused");

        servers().down.remove(host);
        assertThat(caller.post(IMPORTS + "/" + started + "/resume", "{}").status())
                .isEqualTo(200);
        reaches(started, "done");
        assertThat(caller.get(IMPORTS + "/" + started).json().at("/created").asInt())
                .isEqualTo(15);
    }

    @Test
    void twoPasswordsInARowStayTwoAndServersForAllAreForThoseThatNameNone() {
        servers().passwords.put("in@" + host, "receiving pass");
        servers().passwords.put("out@" + host, "sending pass");
        String csv = "email,receiving_username,receiving_password,sending_username,sending_password\n"
                + "%1$s,in@%2$s,receiving pass,out@%2$s,sending pass\n".formatted(address(0), host);
        String common = "\"common\":{\"receiving_host\":\"%1$s\",\"sending_host\":\"%1$s\"}".formatted(host);
        String id = done(start("{" + FAST + "," + common + "}", csv));
        assertThat(report(id).get(1)).contains("created");
        assertThat(state(0)).isEqualTo("connected");

        String exchanged = csv.replace(address(0), address(1))
                .replace("receiving pass", "x")
                .replace("sending pass", "receiving pass")
                .replace(",x,", ",sending pass,");
        assertThat(report(done(start("{" + FAST + "," + common + "}", exchanged)))
                        .get(1))
                .contains("failed");
    }

    @Test
    void theTemplateIsAFileThatOnlyLacksThePassword() {
        Caller.Answer plan =
                upload.send(IMPORTS + "/preview", "{}", ReportCsv.template().getBytes(StandardCharsets.UTF_8));
        assertThat(plan.status()).as(plan.body()).isEqualTo(200);
        assertThat(plan.json().at("/plan/ignoredColumns").size()).isZero();
        assertThat(plan.json().at("/plan/refused").size()).isEqualTo(1);
        assertThat(plan.text("/plan/refused/0/message")).isEqualTo("password: Enter the password.");
    }

    @Test
    void aStoppedServerIsAllowedWhileAnotherIsStillBusy() {
        String busy = "busy-" + host;
        CountDownLatch gate = new CountDownLatch(1);
        servers().gates.put(busy, gate);
        servers().down.add(host);
        String slow = "slow@%1$s,pass,%1$s,%1$s\n".formatted(busy);
        String id = start("{" + FAST + "}", HEADER + rows(0, 25) + slow).text("/id");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        caller.get(IMPORTS + "/" + id).json().at("/waitingFor").size() == 1);
        assertThat(caller.get(IMPORTS + "/" + id).text("/state")).isEqualTo("running");

        servers().down.remove(host);
        assertThat(caller.post(IMPORTS + "/" + id + "/resume", "{}").text("/state"))
                .isEqualTo("running");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        caller.get(IMPORTS + "/" + id).json().at("/created").asInt() == 15);
        assertThat(caller.get(IMPORTS + "/" + id).json().at("/waitingFor").size())
                .isZero();
        servers().gates.remove(busy);
        gate.countDown();
        reaches(id, "done");
    }

    @Test
    void anImportIsPausedGoesOnAndIsCancelled() {
        CountDownLatch gate = new CountDownLatch(1);
        servers().gates.put(host, gate);
        String id = start("{" + FAST + "}", HEADER + rows(0, 40)).text("/id");
        assertThat(caller.post(IMPORTS + "/" + id + "/pause", "{}").text("/state"))
                .isEqualTo("paused");
        gate.countDown();
        servers().gates.remove(host);
        assertThat(caller.post(IMPORTS + "/" + id + "/undo", "{}").status()).isEqualTo(409);
        assertThat(caller.post(IMPORTS + "/" + id + "/resume", "{}").text("/state"))
                .isEqualTo("running");
        reaches(id, "done");
        assertThat(report(id)).hasSize(41);
    }

    @Test
    void afterItWasCancelledNothingMoreIsApplied() {
        CountDownLatch gate = new CountDownLatch(1);
        servers().gates.put(host, gate);
        int before = servers().logins.get();
        String id = start("{" + FAST + "}", HEADER + rows(0, 40)).text("/id");
        await().atMost(Duration.ofSeconds(30)).until(() -> servers().logins.get() > before);
        assertThat(caller.post(IMPORTS + "/" + id + "/cancel", "{}").text("/state"))
                .isEqualTo("cancelled");
        servers().gates.remove(host);
        gate.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> released(id));
        assertThat(caller.get(IMPORTS + "/" + id).json().at("/created").asInt()).isZero();
        assertThat(caller.get("/api/v1/mailboxes").json().at("/items").size()).isZero();
        assertThat(report(id)).hasSize(1);
    }

    /** Nobody works at it any more. */
    private boolean released(String id) {
        return jdbc.sql("select leased_until <= ? from import_run where import_id = ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(UUID.fromString(id))
                .query(Boolean.class)
                .single();
    }

    @Test
    void aHitchInBookingLoginsLosesNoRow() {
        hitches.booking.add(host);
        String id = done(start("{" + FAST + "}", HEADER + rows(0, 25)));
        assertThat(hitches.booking).doesNotContain(host);
        assertThat(caller.get(IMPORTS + "/" + id).json().at("/created").asInt()).isEqualTo(25);
    }

    @Test
    void firstRowsWhoseTryBreaksDoNotHoldUpTheRest() {
        IntStream.range(0, 10).forEach(i -> hitches.trying.add(address(i)));
        String id = done(start("{" + FAST + "}", HEADER + rows(0, 25)));
        Caller.Answer shown = caller.get(IMPORTS + "/" + id);
        assertThat(shown.json().at("/created").asInt()).isEqualTo(15);
        assertThat(shown.json().at("/failed").asInt()).isEqualTo(10);
    }

    @Test
    void whatAPersonPutBackAlreadyIsNotTurnedAgainByTheUndoing() {
        done(start("{" + FAST + "}", HEADER + rows(0, 1)));
        servers().passwords.put(address(0), "fresh");
        String id =
                done(start("{\"updateExisting\":true," + FAST + "}", HEADER + "%s,fresh,,\n".formatted(address(0))));
        String mailbox = caller.get("/api/v1/mailboxes").text("/items/0/id");
        assertThat(caller.post("/api/v1/mailboxes/" + mailbox + "/rollback-credential", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(caller.post(IMPORTS + "/" + id + "/undo", "{}").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(caller.get(IMPORTS + "/" + id).text("/undo/state"))
                        .isEqualTo("done"));
        assertThat(caller.get(IMPORTS + "/" + id).json().at("/undo/restored").asInt())
                .isEqualTo(1);
        assertThat(credentialVersion(0)).isEqualTo(3);
    }

    @Test
    void whoBreaksOffIsToldSoAndLeavesNothing() {
        Access access = new Access(workspace, new Actor.Program(UUID.randomUUID(), "test"), Role.OPERATOR);
        BrokenUpload broken = new BrokenUpload(HEADER + rows(0, 3));
        assertThatThrownBy(() -> ImportUpload.read(imports, access, broken))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(HttpStatus.BAD_REQUEST));
        assertThat(count("import_run where workspace_id = ?")).isZero();
    }

    @Test
    void aSideThatNobodyNamesAndNobodyFindsIsLeftOut() {
        servers().passwords.put(address(0), "pass0");
        String created = done(start("{" + FAST + "}", HEADER + "%s,pass0,%s,\n".formatted(address(0), host)));
        assertThat(report(created).get(1)).contains(",created,,").contains("No server for sending");
        servers().passwords.put(address(0), "fresh");
        String csv = "email,password,imap host,smtp port\n" + "%s,fresh,%s,587\n".formatted(address(0), host);
        assertThat(report(done(start("{\"updateExisting\":true," + FAST + "}", csv)))
                        .get(1))
                .contains(",updated,,");
    }

    @Test
    void optionsThatAreNullAreTheUsual() {
        assertThat(upload.send(IMPORTS + "/preview", "null", (HEADER + rows(0, 1)).getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutTryingRowsAreSavedAtOnce() {
        int before = servers().logins.get();
        String id = done(start("{\"verify\":false}", HEADER + rows(0, 1_200)));
        assertThat(report(id)).hasSize(1_201);
        assertThat(servers().logins.get() - before).as("only checks tried them").isLessThan(3_000);
        assertThat(count("channel_belief where workspace_id = ?")).isEqualTo(2_400);
    }

    @Test
    void theSameUploadTwiceStartsOneImport() {
        String csv = HEADER + rows(0, 1);
        Caller.Answer first = start("{" + FAST + "}", csv, "Idempotency-Key", "once");
        Caller.Answer again = start("{" + FAST + "}", csv, "Idempotency-Key", "once");
        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(start("{" + FAST + "}", csv + "x", "Idempotency-Key", "once").status())
                .isEqualTo(422);
        assertThat(caller.get(IMPORTS).json().at("/items").size()).isEqualTo(1);
    }

    @Test
    void whatIsNoUploadIsToldSo() {
        assertThat(caller.post(IMPORTS, "{}").status()).isEqualTo(415);
        Caller.Answer zip = upload.send(IMPORTS, "{}", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0});
        assertThat(zip.status()).isEqualTo(422);
        assertThat(zip.text("/detail")).contains("Excel");
        assertThat(Caller.fields(start("{\"updateexisting\":true}", HEADER + rows(0, 1))))
                .containsExactly("options.updateexisting");
        assertThat(Caller.fields(start("{}", "address of,pw\na@b.example,c\n"))).containsExactly("mapping");
        assertThat(Set.copyOf(jdbc.sql("select state from import_run where workspace_id = ?")
                        .param(workspace.value())
                        .query(String.class)
                        .list()))
                .isEmpty();
    }
}
