package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.reauth.LinkVisits.Finding;
import dev.mailmoor.server.reauth.LinkVisits.Use;
import dev.mailmoor.server.reauth.ReauthLink.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Links that notices and campaigns carry. */
@WithScriptedServers
class CarriedLinksTest {
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
    private TransactionTemplate transaction;

    private Mailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = scene.connected();
        scene.servers.take(scene.imap, NEW);
        scene.servers.take(scene.smtp, NEW);
    }

    private String carried(String carrier) {
        scene.lose(mailbox);
        return token(carriedIfLost(carrier).orElseThrow());
    }

    private Optional<ReauthLinks.Made> carriedIfLost(String carrier) {
        return links.carried(
                scene.access.workspace(),
                mailbox.id(),
                new ReauthLinks.Carrier(carrier, "Mailmoor", "", LinkWish.USUAL));
    }

    private String byHand() {
        return links.make(scene.access, mailbox.id(), new LinkWish(LinkWish.USUAL, ""))
                        instanceof ReauthLinks.Making.Done(var made)
                ? token(made)
                : "";
    }

    private static String token(ReauthLinks.Made made) {
        String url = made.url().toString();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Use use(String token, String secret) {
        return visits.use(token, Secret.of(secret), Proving.WHOLE, "192.0.2.1");
    }

    private Renewal tried(String token, String secret) {
        return ((Use.Tried) use(token, secret)).renewal();
    }

    @Test
    void carriedLinkThatIsMadeAnewBringsNoNewTries() {
        String first = carried("campaign 1");
        for (int attempt = 0; attempt < UseLinks.MOST_TRIES; attempt++) {
            assertThat(use(first, Scene.WRONG)).isInstanceOf(Use.Tried.class);
        }
        String again = carried("campaign 1");
        assertThat(use(again, NEW)).isInstanceOf(Use.TooMany.class);
        assertThat(use(carried("campaign 1"), NEW)).isInstanceOf(Use.TooMany.class);

        scene.clock.moveOn(UseLinks.WAIT);
        String later = carried("campaign 1");
        assertThat(tried(later, Scene.WRONG)).isInstanceOf(Renewal.NotProved.class);
        assertThat(tried(carried("campaign 1"), NEW)).isInstanceOf(Renewal.Saved.class);
    }

    @Test
    void noticeThatIsSentAgainReplacesItsOwnLinkOnly() {
        String first = carried("notice 1");
        String other = carried("notice 2");
        String again = carried("notice 1");

        assertThat(visits.find(first)).isEqualTo(new Finding.Ended(End.REPLACED));
        assertThat(visits.find(other)).isInstanceOf(Finding.Good.class);
        assertThat(visits.find(again)).isInstanceOf(Finding.Good.class);
    }

    @Test
    void nothingCarriesALinkOfAMailboxThatIsNotLost() {
        assertThat(carriedIfLost("notice 1")).isEmpty();
        carried("notice 1");
        scene.endLoss(mailbox);
        assertThat(carriedIfLost("notice 1")).isEmpty();
        assertThat(links.open(scene.access.workspace(), mailbox.id())).isEmpty();
    }

    @Test
    void linkThatWasMadeInTheMomentOfTheEndEndsToo() {
        Instant end = scene.clock.instant();
        scene.clock.moveOn(Duration.ofMillis(5));
        String noticed = carried("notice 1");
        String byHand = byHand();
        scene.endLoss(mailbox);
        endLinks.follow(List.of(scene.restored(mailbox, end)));

        assertThat(visits.find(noticed)).isEqualTo(new Finding.Ended(End.RESTORED));
        assertThat(visits.find(byHand)).as("made knowingly").isInstanceOf(Finding.Good.class);
    }

    @Test
    void linkOfTheNextLossStaysWhenTheEndOfTheOneBeforeIsReadLate() {
        Instant end = scene.clock.instant();
        scene.clock.moveOn(Duration.ofSeconds(5));
        String noticed = carried("notice 2");
        endLinks.follow(List.of(scene.restored(mailbox, end)));

        assertThat(visits.find(noticed)).isInstanceOf(Finding.Good.class);
    }

    @Test
    void lossDoesNotEndWhileALinkIsMadeForIt() {
        scene.lose(mailbox);
        transaction.executeWithoutResult(_ -> {
            assertThat(carriedIfLost("notice 1")).isPresent();
            assertThat(CompletableFuture.supplyAsync(this::endsAtOnce).join()).isFalse();
        });
        assertThat(endsAtOnce()).isTrue();
    }

    @Test
    void whatNobodyCanHaveSeenIsForgotten() {
        String unseen = carried("notice 1");
        String seen = carried("notice 2");
        links.forgetUnseen(scene.access.workspace(), List.of(mailbox.id()), "notice 1");

        assertThat(visits.find(unseen)).isInstanceOf(Finding.Unknown.class);
        assertThat(visits.find(seen)).isInstanceOf(Finding.Good.class);
    }

    private boolean endsAtOnce() {
        return !scene.jdbc
                .sql("""
                with mine as (
                    select loss_id from loss where mailbox_id = :mailbox and ended_at is null
                    for no key update skip locked
                )
                update loss set ended_at = now() from mine where loss.loss_id = mine.loss_id returning loss.loss_id
                """)
                .param("mailbox", mailbox.id().value())
                .query(UUID.class)
                .list()
                .isEmpty();
    }
}
