package dev.mailmoor.testkit.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostfixHostTest extends NeedsMailHost {
    private final String anna = UUID.randomUUID() + "@moor.test";
    private final String bert = UUID.randomUUID() + "@moor.test";

    @BeforeEach
    void addUsers() {
        host().users().add(anna, "anna's");
        host().users().add(bert, "bert's");
    }

    @ParameterizedTest
    @EnumSource
    void rightPasswordSignsInAndWrongDoesNot(TlsMode security) {
        try (PlainClient smtp = dialogue(security)) {
            assertThat(smtp.say(PlainClient.plain(anna, "wrong"))).startsWith("535 5.7.8");
            assertThat(smtp.say(PlainClient.plain(anna, "anna's"))).startsWith("235 2.7.0");
        }
    }

    @Test
    void changedPasswordHoldsForTheVeryNextSignIn() {
        host().users().changePassword(anna, "new");
        try (PlainClient smtp = dialogue(TlsMode.TLS)) {
            assertThat(smtp.say(PlainClient.plain(anna, "anna's"))).startsWith("535");
            assertThat(smtp.say(PlainClient.plain(anna, "new"))).startsWith("235");
        }
    }

    @Test
    void startTlsPortTakesNoPasswordInClear() {
        try (PlainClient smtp = PlainClient.with(host(), host().endpoint(Protocol.SMTP, TlsMode.STARTTLS))) {
            smtp.say("EHLO test");
            assertThat(smtp.say(PlainClient.plain(anna, "anna's"))).startsWith("530 5.7.0");
        }
    }

    @Test
    void mailFromOneUserArrivesAtTheOther() {
        assertThat(send(anna, bert, "Hello Bert")).startsWith("250 2.0.0");

        await().untilAsserted(() ->
                assertThat(host().inbox(bert)).singleElement().asString().contains("Subject: Hello Bert"));
    }

    @Test
    void mailToAnUnknownUserBounces() {
        assertThat(send(anna, "nobody@moor.test", "Anybody there?")).startsWith("250 2.0.0");

        await().untilAsserted(() ->
                assertThat(host().inbox(anna)).singleElement().asString().contains("Undelivered Mail", "5.1.1"));
    }

    @Test
    void nobodySendsAsSomebodyElseOrOutOfTheHost() {
        try (PlainClient smtp = dialogue(TlsMode.TLS)) {
            smtp.say(PlainClient.plain(anna, "anna's"));
            smtp.say("MAIL FROM:<" + bert + ">");
            assertThat(smtp.say("RCPT TO:<" + bert + ">")).startsWith("553 5.7.1");
            smtp.say("RSET");
            smtp.say("MAIL FROM:<" + anna + ">");
            assertThat(smtp.say("RCPT TO:<someone@far.test>")).startsWith("550 5.1.2");
        }
    }

    @Test
    void stoppedItRefusesConnectionsAndStartsAgainOnTheSamePorts() {
        host().postfix().stop();
        assertThatThrownBy(() -> dialogue(TlsMode.TLS)).hasMessageContaining("refused");
        host().postfix().startAgain();
        assertThat(send(anna, bert, "After the stop")).startsWith("250 2.0.0");

        host().kill();
        assertThatThrownBy(() -> dialogue(TlsMode.TLS)).hasMessageContaining("refused");
        host().startAgain();
        assertThat(send(anna, bert, "After the power cut")).startsWith("250 2.0.0");
        // A message whose delivery the power cut interrupted may come twice.
        await().untilAsserted(() -> assertThat(host().inbox(bert))
                .anySatisfy(mail -> assertThat(mail).contains("After the stop"))
                .anySatisfy(mail -> assertThat(mail).contains("After the power cut")));
    }

    private String send(String from, String to, String subject) {
        try (PlainClient smtp = dialogue(TlsMode.TLS)) {
            smtp.say(PlainClient.plain(from, "anna's"));
            smtp.say("MAIL FROM:<" + from + ">");
            smtp.say("RCPT TO:<" + to + ">");
            smtp.say("DATA");
            return smtp.say("Subject: " + subject + "\r\n\r\nhello\r\n.");
        }
    }

    private PlainClient dialogue(TlsMode security) {
        PlainClient smtp = PlainClient.with(host(), host().endpoint(Protocol.SMTP, security));
        smtp.say("EHLO test");
        if (security == TlsMode.STARTTLS) {
            smtp.startTls("STARTTLS");
            smtp.say("EHLO test");
        }
        return smtp;
    }
}
