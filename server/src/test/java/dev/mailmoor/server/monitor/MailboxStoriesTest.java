package dev.mailmoor.server.monitor;

import static dev.mailmoor.server.mailbox.Direction.RECEIVING;
import static dev.mailmoor.server.mailbox.Direction.SENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.mailbox.MailboxId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MonitorServer
class MailboxStoriesTest {
    private static final Duration D = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    /** An interval and its spread. */
    private static final Duration ROUTINE = Duration.ofSeconds(331);

    @Autowired
    private MonitorParts parts;

    private MonitorStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new MonitorStage(parts);
    }

    @Test
    void aNewMailboxIsTriedAtOnceAndTold() {
        MailboxId anna = stage.untried("anna@northwind.example", "northwind.example", RECEIVING, SENDING);
        assertThat(stage.state(anna)).isEqualTo("unverified");
        stage.checkAll();
        assertThat(stage.state(anna)).isEqualTo("connected");
        assertThat(stage.events()).containsExactly("mailbox.connected");
        assertThat(stage.timeline(anna))
                .containsExactlyInAnyOrder("connected | Receiving works.", "connected | Sending works.");
    }

    @Test
    void oneThatWasProvedIsConnectedWithoutAnotherTry() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING, SENDING);
        assertThat(stage.state(anna)).isEqualTo("connected");
        assertThat(stage.events()).containsExactly("mailbox.connected");
        stage.checkAll();
        assertThat(stage.probe.asked()).isEmpty();
        stage.after(INTERVAL);
        assertThat(stage.probe.asked()).containsExactly("anna@northwind.example");
    }

    @Test
    void aChangedPasswordIsSuspectThenLostThenRestoredByTheNewOne() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING, SENDING);
        stage.probe.says("anna@northwind.example", Seen.refused());
        stage.after(ROUTINE);
        assertThat(stage.state(anna, RECEIVING)).isEqualTo("suspect");
        assertThat(stage.state(anna, SENDING)).as("asked for a second opinion").isEqualTo("suspect");
        assertThat(stage.dueInSeconds(anna, RECEIVING)).isEqualTo(30);
        stage.after(D);
        assertThat(stage.state(anna)).isEqualTo("auth-lost");
        assertThat(stage.openLosses()).isEqualTo(1);
        stage.renew(anna, Optional.of(Seen.ok()));
        assertThat(stage.state(anna)).isEqualTo("connected");
        assertThat(stage.openLosses()).isZero();
        assertThat(stage.events())
                .containsExactly("mailbox.connected", "mailbox.suspect", "mailbox.auth-lost", "mailbox.restored");
        assertThat(stage.timeline(anna))
                .contains(
                        "auth-lost | Receiving: The server refused the password. Confirmed after 30 s.",
                        "restored | Receiving works again, after 0 s.");
    }

    @Test
    void oneChannelsFailureIsTheMailboxsWhileTheOtherWorks() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING, SENDING);
        stage.probe.says("smtp.northwind.example", Seen.refused());
        stage.after(Duration.ofMinutes(34));
        stage.after(D);
        assertThat(stage.state(anna, RECEIVING)).isEqualTo("connected");
        assertThat(stage.state(anna, SENDING)).isEqualTo("auth-lost");
        assertThat(stage.state(anna)).isEqualTo("auth-lost");
    }

    @Test
    void whereTheOtherSideTakesTheSecretTheProtocolIsOff() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING, SENDING);
        stage.probe.says("imap.northwind.example", Seen.refused());
        stage.after(ROUTINE);
        assertThat(stage.finding(anna, RECEIVING).cause()).isEqualTo(Cause.WRONG_PASSWORD_OR_USERNAME);
        stage.after(D);
        assertThat(stage.state(anna, RECEIVING)).isEqualTo("auth-lost");
        assertThat(stage.finding(anna, RECEIVING).cause()).isEqualTo(Cause.PROTOCOL_DISABLED_FOR_MAILBOX);
        assertThat(stage.finding(anna, RECEIVING).reauthRequired()).isFalse();
        assertThat(stage.dueInSeconds(anna, RECEIVING)).as("may be switched on").isBetween(810L, 990L);
        stage.probe.says("smtp.northwind.example", Seen.refused());
        stage.after(Duration.ofMinutes(17));
        stage.after(Duration.ofMinutes(17));
        assertThat(stage.finding(anna, RECEIVING).cause())
                .as("asked anew with each refusal")
                .isEqualTo(Cause.WRONG_PASSWORD_OR_USERNAME);
    }

    @Test
    void anotherNameOnTheOtherSideTellsNothing() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING, SENDING);
        parts.jdbc()
                .sql("update channel set username = 'relay' where direction = 'sending'")
                .update();
        stage.probe.says("imap.northwind.example", Seen.refused());
        stage.after(ROUTINE);
        stage.after(D);
        assertThat(stage.state(anna, RECEIVING)).isEqualTo("auth-lost");
        assertThat(stage.finding(anna, RECEIVING).cause()).isEqualTo(Cause.WRONG_PASSWORD_OR_USERNAME);
    }

    @Test
    void aSuspicionThatComesToNothingIsSilent() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        stage.probe.says("anna@northwind.example", Seen.doubtful());
        stage.after(ROUTINE);
        stage.after(D);
        assertThat(stage.state(anna)).isEqualTo("suspect");
        stage.probe.says("anna@northwind.example", Seen.ok());
        stage.after(Duration.ofSeconds(90));
        assertThat(stage.state(anna)).isEqualTo("connected");
        assertThat(stage.events()).containsExactly("mailbox.connected", "mailbox.suspect");
        assertThat(stage.timeline(anna)).last().isEqualTo("connected | Receiving works again; nothing was lost.");
    }

    @Test
    void peoplesImpatientTestsConfirmNothing() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        for (int second = 0; second < 10; second++) {
            stage.observed(anna, RECEIVING, 1, Seen.refused());
            parts.clock().moveOn(Duration.ofSeconds(1));
        }
        assertThat(stage.state(anna)).isEqualTo("suspect");
        assertThat(stage.dueInSeconds(anna, RECEIVING)).isEqualTo(20);
    }

    @Test
    void aKnownBadSecretIsTriedHourlyThenDailyAndANewOneAtOnce() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        stage.probe.says("anna@northwind.example", Seen.refused());
        stage.after(ROUTINE);
        stage.after(D);
        assertThat(stage.dueInSeconds(anna, RECEIVING)).isBetween(3240L, 3960L);
        stage.after(Duration.ofHours(26));
        assertThat(stage.dueInSeconds(anna, RECEIVING)).isBetween(3240L, 3960L);
        stage.after(Duration.ofHours(23));
        assertThat(stage.dueInSeconds(anna, RECEIVING)).isBetween(77760L, 95040L);
        stage.renew(anna, Optional.empty());
        assertThat(stage.state(anna)).isEqualTo("unverified");
        stage.checkAll();
        assertThat(stage.state(anna)).isEqualTo("suspect");
        assertThat(stage.openLosses()).isEqualTo(1);
        stage.probe.says("anna@northwind.example", Seen.ok());
        stage.renew(anna, Optional.empty());
        stage.checkAll();
        assertThat(stage.state(anna)).isEqualTo("connected");
        assertThat(stage.events()).last().isEqualTo("mailbox.restored");
        assertThat(stage.openLosses()).isZero();
    }

    @Test
    void whatWasCheckedWithAnOlderCredentialIsDropped() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        stage.probe.says("anna@northwind.example", Seen.refused());
        stage.probe.meanwhile(() -> {
            stage.probe.forget();
            stage.renew(anna, Optional.of(Seen.ok()));
            stage.probe.says("anna@northwind.example", Seen.refused());
        });
        stage.after(ROUTINE);
        assertThat(stage.state(anna)).isEqualTo("connected");
        stage.observed(anna, RECEIVING, 1, Seen.refused());
        assertThat(stage.state(anna)).isEqualTo("connected");
        stage.observed(anna, RECEIVING, 2, Seen.refused());
        assertThat(stage.state(anna)).isEqualTo("suspect");
    }

    @Test
    void aPausedMailboxIsNotCheckedAndForgetsNothing() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        assertThat(parts.monitor().pause(stage.access, anna)).isTrue();
        assertThat(parts.monitor().pause(stage.access, anna)).as("again").isTrue();
        assertThat(stage.state(anna)).isEqualTo("paused");
        stage.after(Duration.ofHours(2));
        assertThat(stage.probe.asked()).isEmpty();
        stage.observed(anna, RECEIVING, 1, Seen.refused());
        assertThat(stage.state(anna)).isEqualTo("paused");
        assertThat(stage.state(anna, RECEIVING)).isEqualTo("suspect");
        assertThat(stage.events()).containsExactly("mailbox.connected");
        assertThat(parts.monitor().resume(stage.access, anna)).isTrue();
        assertThat(stage.state(anna)).isEqualTo("suspect");
        stage.checkAll();
        assertThat(stage.probe.asked()).hasSize(1);
        assertThat(stage.state(anna)).isEqualTo("connected");
        assertThat(parts.monitor().pause(stage.access, new MailboxId(java.util.UUID.randomUUID())))
                .isFalse();
    }

    @Test
    void aSuccessSeenBySomebodyElseIsThatIntervalsCheck() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        stage.after(Duration.ofSeconds(140));
        stage.observed(anna, RECEIVING, 1, Seen.ok());
        stage.after(Duration.ofSeconds(260));
        assertThat(stage.probe.asked()).isEmpty();
        stage.after(Duration.ofSeconds(71));
        assertThat(stage.probe.asked()).hasSize(1);
    }

    @Test
    void whatIsInUseIsNotedOnly() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        stage.probe.says("anna@northwind.example", Seen.inUse());
        stage.after(ROUTINE);
        ChannelBelief belief = parts.monitor()
                .beliefs(stage.workspace, anna)
                .values()
                .iterator()
                .next();
        assertThat(belief.state().word()).isEqualTo("connected");
        assertThat(belief.diagnosis())
                .hasValueSatisfying(noted -> assertThat(noted.summary()).contains("open"));
        stage.probe.says("anna@northwind.example", Seen.ok());
        stage.after(ROUTINE);
        assertThat(parts.monitor()
                        .beliefs(stage.workspace, anna)
                        .values()
                        .iterator()
                        .next()
                        .diagnosis())
                .isEmpty();
    }

    @Test
    void whatBringsOneSideBackHasTheOtherAskedAtOnce() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING, SENDING);
        stage.probe.says("anna@northwind.example", Seen.away());
        stage.after(ROUTINE);
        stage.after(D);
        stage.after(D.multipliedBy(3));
        stage.after(Duration.ofHours(3));
        assertThat(stage.state(anna, RECEIVING)).isEqualTo("unreachable");
        assertThat(stage.state(anna, SENDING)).isEqualTo("unreachable");

        stage.probe.says("anna@northwind.example", Seen.ok());
        stage.after(INTERVAL);
        assertThat(stage.state(anna)).isEqualTo("connected");
    }

    @Test
    void anotherProgramsSessionDoesNotHaveASuspicionAskedAgainAndAgain() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        stage.probe.says("anna@northwind.example", Seen.refused());
        stage.after(ROUTINE);
        stage.probe.says("anna@northwind.example", Seen.inUse());
        stage.after(D);
        stage.probe.asked();
        assertThat(stage.state(anna)).isEqualTo("suspect");
        assertThat(stage.dueInSeconds(anna, RECEIVING)).isGreaterThan(INTERVAL.toSeconds() * 8 / 10);
    }

    @Test
    void aFurtherChannelNotYetTriedIsSeenInTheMailboxesState() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        assertThat(stage.state(anna)).isEqualTo("connected");
        stage.furtherChannel(anna, SENDING);
        assertThat(stage.state(anna)).isEqualTo("unverified");
        stage.checkAll();
        assertThat(stage.state(anna)).isEqualTo("connected");
    }
}
