package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.Connections.Trial;
import dev.mailmoor.server.reauth.MailboxChange;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A mailbox under a grant gets other servers: of its provider without a word, of anybody else not at all. */
@ServerTest
@Import(GrantScene.Parts.class)
class ServersUnderAGrantTest {
    private final GrantScene scene;
    private final PostgresGrants table;
    private final Mailbox mailbox;

    @Autowired
    ServersUnderAGrantTest(ObjectProvider<GrantScene> scenes, PostgresGrants table) {
        this.scene = scenes.getObject();
        this.table = table;
        mailbox = scene.connectedOnBothSides();
        scene.room.servers().seen.clear();
    }

    @AfterEach
    void end() {
        scene.room.servers().forget();
        scene.close();
    }

    private static MailboxChange sending(String host, String port, String security) {
        return new MailboxChange(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ChannelDraft("smtp", host, port, security, "", Optional.empty())),
                Optional.empty());
    }

    private Renewal change(MailboxChange change) {
        return scene.room.connections().change(scene.access, mailbox.id(), change, Proving.WHOLE);
    }

    @Test
    void anotherServerOfItsProviderIsTriedWithTheGrantAndSaved() {
        Mailbox after = GrantScene.mailbox(change(sending(scene.host, "587", "starttls")));
        assertThat(scene.tried())
                .singleElement()
                .satisfies(tried -> assertThat(tried.endpoint().port()).isEqualTo(587));
        assertThat(after.credential().kind()).isEqualTo(CredentialKind.OAUTH);
        assertThat(after.credential().version()).isEqualTo(2);
        assertThat(scene.check(after).connected()).isTrue();
        scene.room.clock().moveOn(Duration.ofMinutes(61));
        assertThat(scene.check(after).connected())
                .as("its refresh token came along")
                .isTrue();
    }

    @Test
    void oneThatRefusesIsNotSaved() {
        scene.room.servers().refuseAll(Protocol.SMTP);
        assertThat(change(sending(scene.host, "587", "starttls"))).isInstanceOf(Renewal.NotProved.class);
        assertThat(scene.now(mailbox).credential().version()).isEqualTo(1);
    }

    @Test
    void aForeignServerGetsNoToken() {
        assertThat(change(sending("smtp.elsewhere.example", "465", "tls")))
                .isInstanceOfSatisfying(
                        Renewal.Invalid.class,
                        no -> assertThat(no.errors()).singleElement().satisfies(error -> {
                            assertThat(error.field()).isEqualTo("secret");
                            assertThat(error.message()).contains("may not go to smtp.elsewhere.example");
                        }));
        assertThat(test(sending("smtp.elsewhere.example", "465", "tls"))).isInstanceOf(Trial.Invalid.class);
        assertThat(scene.tried()).isEmpty();
    }

    @Test
    void editedServersAreTestedWithTheGrant() {
        assertThat(test(sending(scene.host, "587", "starttls")))
                .isInstanceOfSatisfying(
                        Trial.Tried.class,
                        tried -> assertThat(tried.diagnoses().get(Direction.SENDING))
                                .matches(said -> said.connected()));
        assertThat(scene.now(mailbox).credential().version()).isEqualTo(1);
    }

    private Trial test(MailboxChange change) {
        return scene.room
                .connections()
                .test(scene.access, mailbox.id(), EnumSet.of(Direction.SENDING), Optional.of(change));
    }

    @Test
    void aGrantThatIsRenewedAtThisMomentIsNotTakenAlong() {
        CredentialKey key = new CredentialKey(mailbox.workspace(), mailbox.id(), 1);
        var now = scene.room.clock().instant();
        assertThat(table.lease(table.find(key).orElseThrow(), now, now.plusSeconds(30)))
                .isTrue();
        assertThat(change(sending(scene.host, "587", "starttls"))).isInstanceOf(Renewal.Stale.class);
        assertThat(scene.now(mailbox).credential().version()).isEqualTo(1);
    }
}
