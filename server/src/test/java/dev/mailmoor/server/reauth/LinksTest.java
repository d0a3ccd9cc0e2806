package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.reauth.LinkVisits.Finding;
import dev.mailmoor.server.reauth.LinkVisits.Use;
import dev.mailmoor.server.reauth.ReauthLink.End;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class LinksTest {
    private static final String NEW = "new and better";

    @Autowired
    private Scene scene;

    @Autowired
    private ReauthLinks links;

    @Autowired
    private LinkVisits visits;

    @Autowired
    private EndLinks endLinks;

    @Autowired
    private ForgetOldLinks forgetting;

    private Mailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = scene.connected();
        scene.servers.take(scene.imap, NEW);
        scene.servers.take(scene.smtp, NEW);
    }

    private String link() {
        return token(links.make(scene.access, mailbox.id(), new LinkWish(LinkWish.USUAL, "")));
    }

    private static String token(ReauthLinks.Making making) {
        assertThat(making).isInstanceOf(ReauthLinks.Making.Done.class);
        return token(((ReauthLinks.Making.Done) making).link());
    }

    private static String token(ReauthLinks.Made made) {
        String url = made.url().toString();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String carried(String carrier) {
        scene.lose(mailbox);
        return token(links.carried(
                        scene.access.workspace(),
                        mailbox.id(),
                        new ReauthLinks.Carrier(carrier, "Mailmoor", "", LinkWish.USUAL))
                .orElseThrow());
    }

    private Use use(String token, String secret) {
        return visits.use(token, Secret.of(secret), Proving.WHOLE, "192.0.2.1");
    }

    private Renewal tried(String token, String secret) {
        Use use = use(token, secret);
        assertThat(use).isInstanceOf(Use.Tried.class);
        return ((Use.Tried) use).renewal();
    }

    @Test
    void lookingUsesNothingUp() {
        String token = link();
        for (int look = 0; look < 10; look++) {
            assertThat(visits.find(token)).isInstanceOf(Finding.Good.class);
        }
        assertThat(scene.timeline(mailbox)).containsOnlyOnce(TimelineKind.LINK_MADE);
    }

    @Test
    void provedSecretIsPutInForceAndUsesTheLinkUp() {
        String token = link();
        Use use = use(token, NEW);

        assertThat(use)
                .isInstanceOfSatisfying(
                        Use.Tried.class,
                        tried ->
                                assertThat(Scene.saved(tried.renewal()).state()).isEqualTo(MailboxState.CONNECTED));
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(NEW));
        assertThat(visits.find(token)).isEqualTo(new Finding.Ended(End.USED));
        assertThat(use(token, NEW)).isEqualTo(new Use.NotGood(new Finding.Ended(End.USED)));
        assertThat(scene.timeline(mailbox)).contains(TimelineKind.LINK_USED, TimelineKind.CREDENTIAL_CHANGED);
    }

    @Test
    void eventNamesWhoMadeTheLinkSoThatTheyCanBeTold() {
        use(link(), NEW);
        assertThat(scene.jdbc
                        .sql("""
                        select data ->> 'linkMadeBy' from journal_event
                        where workspace_id = :workspace and type = 'mailbox.credential-changed'
                        """)
                        .param("workspace", scene.access.workspace().value())
                        .query(String.class)
                        .list())
                .containsExactly(scene.access.actor().label());
    }

    @Test
    void refusedSecretChangesNothingAndLeavesTheLink() {
        String token = link();
        assertThat(tried(token, Scene.WRONG)).isInstanceOf(Renewal.NotProved.class);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.GOOD));
        assertThat(visits.find(token)).isInstanceOf(Finding.Good.class);
    }

    @Test
    void fiveWrongTriesAreFollowedByFifteenMinutesOfWaiting() {
        String token = link();
        for (int attempt = 0; attempt < UseLinks.MOST_TRIES; attempt++) {
            assertThat(use(token, Scene.WRONG)).isInstanceOf(Use.Tried.class);
        }
        int sent = scene.servers.sentTo(scene.imap).size();
        assertThat(use(token, NEW)).isInstanceOf(Use.TooMany.class);
        assertThat(scene.servers.sentTo(scene.imap)).hasSize(sent);

        scene.clock.moveOn(UseLinks.WAIT);
        assertThat(use(token, NEW)).isInstanceOf(Use.Tried.class);
        assertThat(visits.find(token)).isEqualTo(new Finding.Ended(End.USED));
    }

    @Test
    void serverThatIsAwayCostsNoTry() {
        String token = link();
        scene.servers.stop(scene.imap);
        scene.servers.stop(scene.smtp);
        for (int attempt = 0; attempt <= UseLinks.MOST_TRIES; attempt++) {
            assertThat(use(token, NEW)).isInstanceOf(Use.Tried.class);
        }
    }

    @Test
    void linkMadeByHandReplacesTheOneBeforeButNotThoseThatNoticesCarry() {
        String first = link();
        String noticed = carried("notice 1");
        String second = link();

        assertThat(visits.find(first)).isEqualTo(new Finding.Ended(End.REPLACED));
        assertThat(visits.find(noticed)).isInstanceOf(Finding.Good.class);
        assertThat(visits.find(second)).isInstanceOf(Finding.Good.class);
        assertThat(links.open(scene.access.workspace(), mailbox.id())).hasSize(2);
    }

    @Test
    void linkSaysInOneWordHowItComesToPeople() {
        link();
        carried("notice 0198c0de 3");
        carried("campaign 0198c0de");

        assertThat(links.open(scene.access.workspace(), mailbox.id()))
                .extracting(open -> open.way().word())
                .containsExactlyInAnyOrder("by-hand", "notice", "campaign");
    }

    @Test
    void withdrawalEndsAll() {
        String byHand = link();
        String noticed = carried("notice 1");
        assertThat(links.withdraw(scene.access, mailbox.id())).isTrue();

        assertThat(visits.find(byHand)).isEqualTo(new Finding.Ended(End.WITHDRAWN));
        assertThat(visits.find(noticed)).isEqualTo(new Finding.Ended(End.WITHDRAWN));
        assertThat(links.withdraw(scene.access, new MailboxId(TimeOrderedId.next())))
                .isFalse();
    }

    @Test
    void linkThatEndsWhileItsPasswordIsTriedBringsNothingIn() {
        String token = link();
        scene.servers.answer(scene.imap, request -> {
            links.withdraw(scene.access, mailbox.id());
            return true;
        });

        assertThat(tried(token, NEW)).isInstanceOf(Renewal.Stale.class);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.GOOD));
        assertThat(scene.timeline(mailbox)).doesNotContain(TimelineKind.LINK_USED, TimelineKind.CREDENTIAL_CHANGED);
    }

    @Test
    void endOfTheLossEndsTheLinksMadeBefore() {
        String token = link();
        endLinks.follow(List.of(scene.restored(mailbox, scene.clock.instant())));

        assertThat(visits.find(token)).isEqualTo(new Finding.Ended(End.RESTORED));
    }

    @Test
    void provedMailboxNeedsItsOtherLinksNoMoreEvenWithoutALoss() {
        String byHand = link();
        String noticed = carried("notice 1");
        scene.servers.take(scene.smtp, "yet another");
        assertThat(scene.renew(mailbox, NEW, Proving.PARTIAL_ACCEPTED)).isInstanceOf(Renewal.Saved.class);
        assertThat(visits.find(noticed)).as("one side is not enough").isInstanceOf(Finding.Good.class);

        scene.servers.take(scene.smtp, NEW);
        assertThat(tried(byHand, NEW)).isInstanceOf(Renewal.Saved.class);
        assertThat(visits.find(byHand)).isEqualTo(new Finding.Ended(End.USED));
        assertThat(visits.find(noticed)).isEqualTo(new Finding.Ended(End.RESTORED));
    }

    @Test
    void formThatProvesTheMailboxEndsItsLinks() {
        String byHand = link();
        assertThat(scene.renew(mailbox, NEW, Proving.WHOLE)).isInstanceOf(Renewal.Saved.class);

        assertThat(visits.find(byHand)).isEqualTo(new Finding.Ended(End.RESTORED));
    }

    @Test
    void eventSaysWhichSideStillRefuses() {
        scene.servers.take(scene.smtp, "yet another");
        visits.use(link(), Secret.of(NEW), Proving.PARTIAL_ACCEPTED, "192.0.2.1");

        assertThat(scene.jdbc
                        .sql("""
                        select data ->> 'refusing' from journal_event
                        where workspace_id = :workspace and type = 'mailbox.credential-changed'
                        """)
                        .param("workspace", scene.access.workspace().value())
                        .query(String.class)
                        .list())
                .containsExactly("sending");
    }

    @Test
    void linkEndsByItself() {
        String token = token(links.make(scene.access, mailbox.id(), new LinkWish(Duration.ofHours(1), "please")));
        scene.clock.moveOn(Duration.ofHours(1));
        assertThat(visits.find(token)).isEqualTo(new Finding.Ended(End.EXPIRED));

        scene.clock.moveOn(Duration.ofDays(31));
        assertThat(forgetting.forget()).isPositive();
        assertThat(visits.find(token)).isEqualTo(new Finding.Unknown());
    }

    @Test
    void lifeAndNoteHaveBounds() {
        assertThat(links.make(scene.access, mailbox.id(), new LinkWish(Duration.ofDays(31), "x".repeat(501))))
                .isInstanceOfSatisfying(
                        ReauthLinks.Making.Invalid.class,
                        wrong -> assertThat(wrong.errors())
                                .extracting(FieldError::field)
                                .containsExactly("expiresIn", "note"));
    }

    @Test
    void tokenIsStoredHashedOnly() {
        String token = link();
        assertThat(scene.jdbc
                        .sql("select count(*) from reauth_link l where l::text like :token")
                        .param("token", "%" + token + "%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(visits.find(token + "x")).isEqualTo(new Finding.Unknown());
    }
}
