package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.signin.OAuthClientDraft;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The OAuth server of these pages is not there: whoever is sent on learns that it is not reached. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class GrantAskingPagesTest {
    private static final Pattern ONWARD = Pattern.compile("href=\"(/oauth/continue[^\"]+)\"");
    private static final String SENT_ON = "The sign-in page is not reached";
    private static final String ASKED = "Northwind wants to connect the mailbox anna@stage.example";

    @Autowired
    private ObjectProvider<ConsoleStage> stages;

    @Autowired
    private Grants grants;

    @Autowired
    private OAuthClients clients;

    private ConsoleStage stage;
    private String address;

    @BeforeEach
    void aGrantIsBegun() {
        stage = stages.getObject();
        Access program = new Access(stage.workspace, new Actor.Program(UUID.randomUUID(), "a program"), Role.OWNER);
        var client = (OAuthClients.Saving.Saved) clients.add(
                program,
                new OAuthClientDraft(
                        Optional.of("Ours"),
                        Optional.of("oidc"),
                        Optional.of("person"),
                        Optional.of("http://127.0.0.1:1"),
                        Optional.of("mailmoor"),
                        Optional.of(Secret.of("client secret")),
                        Optional.of(List.of("mail")),
                        Optional.of(List.of("imap.stage.example"))));
        MailboxDraft draft = new MailboxDraft(
                "anna@stage.example",
                new PersonName("", ""),
                "",
                "",
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var ready = (Grants.Starting.Ready) grants.add(program, client.client().id(), draft, Proving.WHOLE);
        address = ready.url().getPath() + "?" + ready.url().getQuery();
    }

    @Test
    void aStrangerLearnsWhoAsksBeforeAnythingElse() {
        Visitor stranger = stage.stranger();
        var shown = stranger.get(address);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.html()).contains(ASKED).doesNotContain(SENT_ON);
        Matcher onward = ONWARD.matcher(shown.html());
        assertThat(onward.find()).isTrue();
        String next = onward.group(1).replace("&amp;", "&");

        assertThat(stage.stranger().get(next).html())
                .as("what one browser was shown another was not")
                .contains(ASKED);
        assertThat(stranger.get(address + "&knowing=yes").html()).contains(ASKED);
        assertThat(stranger.get(next).html()).contains(SENT_ON);
    }

    @Test
    void aMemberIsSentOnAtOnce() {
        assertThat(stage.visitor(Role.OPERATOR).get(address).html()).contains(SENT_ON);
    }

    @Test
    void aTicketThatIsNoneNamesNobody() {
        assertThat(stage.stranger().get("/oauth/continue?ticket=none").html()).contains("This sign-in is over");
    }
}
