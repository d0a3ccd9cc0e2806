package dev.mailmoor.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.campaign.CampaignVisits.Finding;
import dev.mailmoor.server.campaign.Campaigns.Choice;
import dev.mailmoor.server.campaign.Campaigns.Launch;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.notify.LetterWriter.Letter;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.LinkVisits;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A workspace whose owners of lost mailboxes are asked. */
abstract class CampaignScene {
    @Autowired
    Campaigns campaigns;

    @Autowired
    CampaignVisits visits;

    @Autowired
    CampaignLetters letters;

    @Autowired
    RemindAndForget reminding;

    @Autowired
    NoteRestored restoring;

    @Autowired
    LinkVisits linkVisits;

    @Autowired
    Connections connections;

    @Autowired
    Journal journal;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    Access olga = new Access(new WorkspaceId(new UUID(0, 0)), new Actor.Mailmoor(), Role.OWNER);

    @BeforeEach
    void aWorkspace() {
        WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, 'Northwind', now())")
                .param(workspace.value())
                .update();
        olga = new Access(workspace, new Actor.Person(UUID.randomUUID(), "olga@example.com"), Role.OWNER);
    }

    MailboxId mailbox(String address, String owner, String state) {
        ChannelDraft imap = new ChannelDraft("imap", "127.0.0.1", "1", "none", address, Optional.empty());
        var draft = new MailboxDraft(
                address,
                new PersonName("", ""),
                "",
                "",
                owner,
                List.of(),
                Optional.of(imap),
                Optional.empty(),
                Optional.of(Secret.of("secret")));
        MailboxId id = ((Renewal.Saved) connections.connect(olga, draft, Proving.UNTRIED))
                .mailbox()
                .id();
        jdbc.sql("update mailbox set state = ? where mailbox_id = ?")
                .params(state, id.value())
                .update();
        return id;
    }

    MailboxId lost(String address, String owner) {
        MailboxId id = mailbox(address, owner, "auth-lost");
        jdbc.sql("""
                insert into loss (workspace_id, mailbox_id, loss_id, direction, cause, began_at)
                values (?, ?, gen_random_uuid(), 'receiving', 'other', now())
                """).params(olga.workspace().value(), id.value()).update();
        return id;
    }

    Launch launch(Campaign.Reminders reminders, MailboxId... ids) {
        return launch(reminders, Duration.ofDays(7), ids);
    }

    Launch launch(Campaign.Reminders reminders, Duration life, MailboxId... ids) {
        return campaigns.launch(
                olga,
                new Campaigns.Wish(
                        new Choice.Named(Arrays.stream(ids).collect(Collectors.toSet())),
                        "We moved.",
                        life,
                        reminders));
    }

    Campaign launched(MailboxId... ids) {
        return ((Launch.Launched) launch(Campaign.Reminders.SENT, ids)).campaign();
    }

    List<Campaign.Person> people(Campaign campaign) {
        return campaigns.people(olga.workspace(), campaign.id(), new Campaigns.Part(500, Optional.empty()));
    }

    Campaign again(Campaign campaign) {
        return campaigns.find(olga.workspace(), campaign.id()).orElseThrow();
    }

    record Mail(String recipient, Map<String, Object> about) {}

    /** All that were put for this address, oldest first. */
    List<Mail> mails(String recipient) {
        return jdbc.sql("""
                select recipient, about from notice_mail
                where workspace_id = :workspace and kind = 'campaign' and recipient = :recipient order by mail_id
                """)
                .param("workspace", olga.workspace().value())
                .param("recipient", recipient)
                .query((row, _) -> new Mail(
                        row.getString("recipient"),
                        JsonMapper.shared().readValue(row.getString("about"), new TypeReference<>() {})))
                .list();
    }

    Optional<Letter> letter(String recipient) {
        return letters.write(
                olga.workspace(), recipient, mails(recipient).getLast().about());
    }

    String token(String recipient) {
        Matcher link = Pattern.compile("/c/([\\w-]{43})")
                .matcher(letter(recipient).orElseThrow().body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    Finding.Good opened(String token) {
        return (Finding.Good) visits.find(token);
    }

    void restored(MailboxId mailbox) {
        journal.publish(new NewEvent(
                olga.workspace(),
                "mailbox.restored",
                clock.instant(),
                Map.of("mailbox", Map.of("id", mailbox.toString(), "address", "x", "state", "connected"))));
    }
}
