package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets the holder of a link try a secret: five times, then one must wait, so that a link is no way to guess passwords. */
@Component
class UseLinks implements LinkVisits {
    static final int MOST_TRIES = 5;
    static final Duration WAIT = Duration.ofMinutes(15);

    private final PostgresReauthLinks links;
    private final Mailboxes mailboxes;
    private final Connections connections;
    private final Grants grants;
    private final Clock clock;

    UseLinks(PostgresReauthLinks links, Mailboxes mailboxes, Connections connections, Grants grants, Clock clock) {
        this.links = links;
        this.mailboxes = mailboxes;
        this.connections = connections;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public Finding find(String token) {
        return links.find(OneTimeToken.hash(token)).map(this::finding).orElseGet(Finding.Unknown::new);
    }

    @Override
    public Optional<WorkspaceId> workspace(String token) {
        return links.find(OneTimeToken.hash(token)).map(ReauthLink::workspace);
    }

    private Finding finding(ReauthLink link) {
        return link.ended()
                .<Finding>map(Finding.Ended::new)
                .orElseGet(() -> mailboxes
                        .find(link.workspace(), link.mailbox())
                        .<Finding>map(mailbox -> new Finding.Good(link, mailbox))
                        .orElseGet(Finding.Unknown::new));
    }

    @Override
    public Use use(String token, Secret secret, Proving proving, String from) {
        Finding found = find(token);
        return found instanceof Finding.Good good ? use(good, secret, proving, from) : new Use.NotGood(found);
    }

    private Use use(Finding.Good good, Secret secret, Proving proving, String from) {
        ReauthLink link = good.link();
        if (!links.takeTry(link, MOST_TRIES, WAIT)) {
            Instant again = link.blockedUntil().orElseGet(() -> clock.instant().plus(WAIT));
            return new Use.TooMany(good, again);
        }
        Renewal renewal = connections.renew(access(link, from), link.mailbox(), Candidate.of(secret), proving);
        if (!toldOfTheSecret(renewal)) {
            links.giveTryBack(link, MOST_TRIES);
        }
        return new Use.Tried(good, renewal);
    }

    @Override
    public Grants.Starting grant(String token, OAuthClientId client, String from) {
        return find(token) instanceof Finding.Good good
                ? grants.renew(access(good.link(), from), good.link().mailbox(), Optional.of(client), Proving.WHOLE)
                : new Grants.Starting.NotFound();
    }

    private static Access access(ReauthLink link, String from) {
        return new Access(link.workspace(), new Actor.LinkHolder(link.id(), link.madeBy()), Role.VIEWER, from);
    }

    private static boolean toldOfTheSecret(Renewal renewal) {
        return switch (renewal) {
            case Renewal.Saved _ -> true;
            case Renewal.NotProved refused ->
                refused.diagnoses().values().stream()
                        .flatMap(one -> one.finding().stream())
                        .anyMatch(found -> found.leadsTo() == CauseClass.LOGIN);
            case Renewal.Invalid _, Renewal.AlreadyKnown _, Renewal.NotFound _, Renewal.Stale _ -> false;
        };
    }
}
