package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.signin.AuthorizationCodes;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Begins grants and sends browsers away; {@link TakeAnswer} takes what they bring back. */
@Component
class BrowserGrants implements Grants {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final OAuthClients clients;
    private final AuthorizationCodes codes;
    private final PostgresGrantStarts starts;
    private final Mailboxes mailboxes;
    private final TakeAnswer taking;
    private final GrantTroubles troubles;
    private final URI publicUrl;
    private final Clock clock;

    BrowserGrants(
            OAuthClients clients,
            AuthorizationCodes codes,
            PostgresGrantStarts starts,
            Mailboxes mailboxes,
            TakeAnswer taking,
            GrantTroubles troubles,
            Settings settings,
            Clock clock) {
        this.clients = clients;
        this.codes = codes;
        this.starts = starts;
        this.mailboxes = mailboxes;
        this.taking = taking;
        this.troubles = troubles;
        this.publicUrl = settings.web().publicUrl();
        this.clock = clock;
    }

    @Override
    public List<OAuthClient> offered(Mailbox mailbox) {
        Optional<OAuthClientId> inForce = mailbox.credential().oauthClient();
        return clients.all(mailbox.workspace()).stream()
                .filter(client -> !client.flow().withoutPeople())
                .filter(client -> mailbox.channels().values().stream()
                        .allMatch(channel ->
                                clients.mayServe(client, channel.endpoint().host())))
                .sorted(Comparator.comparing(client -> !inForce.equals(Optional.of(client.id()))))
                .toList();
    }

    @Override
    public Starting renew(Access access, MailboxId id, Optional<OAuthClientId> wanted, Proving proving) {
        Optional<Mailbox> mailbox = mailboxes.find(access.workspace(), id);
        if (mailbox.isEmpty()) {
            return new Starting.NotFound();
        }
        Optional<OAuthClient> client = offered(mailbox.get()).stream()
                .filter(one -> wanted.map(one.id()::equals).orElse(true))
                .findFirst();
        return client.map(one -> start(GrantStart.renewing(access, one.id(), id, proving)))
                .orElseGet(() -> invalid(
                        "client",
                        wanted.isEmpty()
                                ? "No OAuth client is set up that may grant this mailbox."
                                : "This OAuth client may not grant this mailbox: it is not there, works without people,"
                                        + " or its tokens may not go to the mailbox's servers."));
    }

    @Override
    public Starting add(Access access, OAuthClientId id, MailboxDraft draft, Proving proving) {
        Optional<OAuthClient> client = clients.find(access.workspace(), id);
        if (client.isEmpty()) {
            return new Starting.NotFound();
        }
        if (client.get().flow().withoutPeople()) {
            return invalid("client", "This OAuth client works without people: add the mailbox with it directly.");
        }
        if (!draft.address().isBlank() && EmailAddress.parse(draft.address()).isEmpty()) {
            return invalid("address", "This is not an email address; one looks like anna@example.com.");
        }
        return start(GrantStart.adding(access, id, draft, proving));
    }

    private static Starting invalid(String field, String message) {
        return new Starting.Invalid(List.of(new FieldError(field, message)));
    }

    private Starting start(GrantStart start) {
        GrantTicket ticket = GrantTicket.of(start.workspace(), start.id());
        Instant now = clock.instant();
        starts.put(start, ticket, now, now.plus(LIFE));
        return new Starting.Ready(URI.create(publicUrl + "/oauth/continue?ticket=" + ticket.text()));
    }

    @Override
    public Optional<Asking> asking(String ticket) {
        return GrantTicket.read(ticket)
                .flatMap(read -> starts.find(read, clock.instant()))
                .map(start -> new Asking(
                        start.workspace(), address(start), start.access().actor() instanceof Actor.LinkHolder));
    }

    @Override
    public Leaving leave(String ticket, Browser browser) {
        return GrantTicket.read(ticket)
                .flatMap(read -> starts.attempt(read, clock.instant()))
                .map(start -> leave(start, browser))
                .orElseGet(Leaving.NotGood::new);
    }

    @Override
    public Leaving leaveAgain(String state, Browser browser) {
        return leaveAgain(state, browser, Proving.WHOLE);
    }

    @Override
    public Leaving acceptPartial(String state, Browser browser) {
        return leaveAgain(state, browser, Proving.PARTIAL_ACCEPTED);
    }

    private Leaving leaveAgain(String state, Browser browser, Proving proving) {
        return GrantState.read(state, browser.key())
                .flatMap(last -> starts.attemptAgain(last, proving, clock.instant()))
                .map(start -> leave(start, browser))
                .orElseGet(Leaving.NotGood::new);
    }

    private Leaving leave(GrantStart start, Browser browser) {
        Optional<OAuthClient> client = clients.find(start.workspace(), start.client());
        if (client.isEmpty()) {
            return new Leaving.NotGood();
        }
        GrantState state = new GrantState(start.workspace(), start.id(), start.attempt());
        String wanted = address(start);
        return switch (codes.send(client.get(), question(state, browser, wanted))) {
            case AuthorizationCodes.Sending.To(URI place) -> new Leaving.To(place);
            case AuthorizationCodes.Sending.Troubled troubled ->
                new Leaving.Troubled(troubles.diagnosis(client.get(), troubled.trouble()));
        };
    }

    private static AuthorizationCodes.Question question(GrantState state, Browser browser, String wanted) {
        return new AuthorizationCodes.Question(
                state.sealed(browser.key()),
                state.nonce(browser.key()),
                state.verifier(browser.key()),
                Optional.of(wanted).filter(address -> !address.isBlank()));
    }

    private String address(GrantStart start) {
        return start.draft()
                .map(MailboxDraft::address)
                .orElseGet(() -> start.mailbox()
                        .flatMap(id -> mailboxes.find(start.workspace(), id))
                        .map(mailbox -> mailbox.address().value())
                        .orElse(""));
    }

    @Override
    public Return comeBack(Answer answer, Browser browser) {
        Optional<GrantState> state = GrantState.read(answer.state(), browser.key());
        Optional<GrantStart> start = state.flatMap(one -> starts.take(one, clock.instant()));
        Optional<OAuthClient> client = start.flatMap(one -> clients.find(one.workspace(), one.client()));
        if (client.isEmpty()) {
            return new Return.NotGood();
        }
        String wanted = address(start.get());
        TakeAnswer.Begun begun = new TakeAnswer.Begun(start.get(), client.get(), wanted);
        return taking.take(begun, answer, question(state.get(), browser, wanted));
    }
}
