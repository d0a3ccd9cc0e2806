package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.provider.Passwords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person copied from Google's page, with its spaces. */
@WithScriptedServers
class AppPasswordSpacesTest {
    private static final String SHOWN = "abcd efgh ijkl mnop";
    private static final String BARE = "abcdefghijklmnop";

    @Autowired
    private Scene scene;

    private MailboxDraft draft(String domain, String secret) {
        scene.servers.take(scene.imap, BARE);
        scene.servers.take(scene.smtp, BARE);
        return new MailboxDraft(
                scene.address.replace("example.com", domain),
                new PersonName("", ""),
                "",
                "",
                "",
                List.of(),
                Optional.of(Scene.on(scene.imap)),
                Optional.of(Scene.on(scene.smtp)),
                Optional.of(Secret.of(secret)));
    }

    @Test
    void itIsTriedAndKeptWithoutThem() {
        Renewal renewal = scene.connections().connect(scene.access, draft("gmail.com", SHOWN), Proving.WHOLE);

        Mailbox mailbox = Scene.saved(renewal);
        assertThat(scene.servers.sentTo(scene.imap)).containsExactly(Secret.of(BARE));
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(BARE));
        assertThat(mailbox.credential().kind()).isEqualTo(CredentialKind.APP_PASSWORD);
        assertThat(((Renewal.Saved) renewal).diagnoses().values())
                .allSatisfy(diagnosis ->
                        assertThat(diagnosis.notes(Passwords.WITHOUT_SPACES)).isTrue());
    }

    @Test
    void thePersonIsToldWhenItFailsToo() {
        MailboxDraft draft = draft("gmail.com", "zzzz zzzz zzzz zzzz");

        Map<Direction, Diagnosis> diagnoses =
                ((Connections.Trial.Tried) scene.connections().probe(scene.access, draft)).diagnoses();

        assertThat(diagnoses).containsKey(Direction.RECEIVING);
        assertThat(diagnoses.values())
                .extracting(Diagnosis::summary)
                .allMatch(text -> text.endsWith(Passwords.WITHOUT_SPACES));
    }

    @Test
    void aNewPasswordIsTreatedAlike() {
        Mailbox mailbox =
                Scene.saved(scene.connections().connect(scene.access, draft("gmail.com", BARE), Proving.WHOLE));
        scene.servers.take(scene.imap, "ponmlkjihgfedcba");
        scene.servers.take(scene.smtp, "ponmlkjihgfedcba");

        Scene.saved(scene.renew(mailbox, "ponm lkji hgfe dcba", Proving.WHOLE));

        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready("ponmlkjihgfedcba"));
    }

    @Test
    void whereTheProviderDoesNotSaySoNothingIsTakenOut() {
        scene.connections().probe(scene.access, draft("example.com", SHOWN));

        assertThat(scene.servers.sentTo(scene.imap)).containsExactly(Secret.of(SHOWN));
    }
}
