package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.reauth.Grants.Answer;
import dev.mailmoor.server.reauth.Grants.Purpose;
import dev.mailmoor.server.reauth.Grants.Return;
import dev.mailmoor.server.signin.AuthorizationCodes;
import dev.mailmoor.server.signin.AuthorizationCodes.Redeeming;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.TokenTrouble;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.PresentAccess;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes what a browser brings back from an OAuth server: whose account it is, whether it signs in, then the swap. */
@Component
class TakeAnswer {
    private static final int LONGEST = 500;

    private final AuthorizationCodes codes;
    private final ProvedConnections connections;
    private final PostgresGrantStarts starts;
    private final GrantTroubles troubles;
    private final PresentAccess present;

    TakeAnswer(
            AuthorizationCodes codes,
            ProvedConnections connections,
            PostgresGrantStarts starts,
            GrantTroubles troubles,
            PresentAccess present) {
        this.codes = codes;
        this.connections = connections;
        this.starts = starts;
        this.troubles = troubles;
        this.present = present;
    }

    /** @param wanted the address that must be granted; blank when any will do */
    record Begun(GrantStart start, OAuthClient client, String wanted) {
        Purpose purpose() {
            return new Purpose(
                    client,
                    start.mailbox(),
                    wanted,
                    start.access().actor() instanceof Actor.LinkHolder holder
                            ? Optional.of(holder.linkId())
                            : Optional.empty());
        }
    }

    Return take(Begun begun, Answer answer, AuthorizationCodes.Question question) {
        Access then = begun.start().access();
        return present.now(new Access(then.workspace(), then.actor(), then.role(), answer.from()))
                .filter(TakeAnswer::mayGrant)
                .map(access -> take(begun, access, answer, question))
                .orElseGet(() -> new Return.NotAllowed(begun.purpose()));
    }

    private static boolean mayGrant(Access access) {
        return access.actor() instanceof Actor.LinkHolder || access.role().mayActAs(Role.OPERATOR);
    }

    private Return take(Begun begun, Access access, Answer answer, AuthorizationCodes.Question question) {
        Purpose purpose = begun.purpose();
        if (!answer.error().isEmpty()) {
            return new Return.Denied(
                    purpose, troubles.refused(begun.client(), cut(answer.error()), cut(answer.description())));
        }
        if (answer.code().isEmpty()) {
            return new Return.NotBelieved(purpose, "The OAuth server sent you back without a code.");
        }
        Optional<String> issuer = Optional.of(answer.issuer()).filter(text -> !text.isEmpty());
        AuthorizationCodes.Answer code = new AuthorizationCodes.Answer(answer.code(), issuer);
        return switch (codes.redeem(begun.client(), question, code)) {
            case Redeeming.Troubled(TokenTrouble trouble) ->
                new Return.Denied(purpose, troubles.diagnosis(begun.client(), trouble));
            case Redeeming.NotBelieved(String why) -> new Return.NotBelieved(purpose, why);
            case Redeeming.Granted granted -> granted(begun, access, granted);
        };
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private Return granted(Begun begun, Access access, Redeeming.Granted granted) {
        String wanted = begun.wanted().strip().toLowerCase(Locale.ROOT);
        boolean any = wanted.isEmpty() && !granted.addresses().isEmpty();
        if (!any && !granted.addresses().contains(wanted)) {
            return new Return.WrongAccount(begun.purpose(), granted.addresses());
        }
        String address = any ? granted.addresses().getFirst() : wanted;
        Renewal renewal = begun.start()
                .draft()
                .map(draft -> connections.connect(
                        access,
                        draft.under(address, new GivenGrant.Fresh(granted.grant())),
                        begun.start().proving()))
                .orElseGet(() -> connections.renew(
                        access,
                        begun.start().mailbox().orElseThrow(),
                        Candidate.of(new GivenGrant.Fresh(granted.grant())),
                        begun.start().proving()));
        return told(begun, renewal);
    }

    private Return told(Begun begun, Renewal renewal) {
        Purpose purpose = begun.purpose();
        return switch (renewal) {
            case Renewal.Saved(Mailbox mailbox, Map<Direction, Diagnosis> diagnoses) -> {
                starts.done(begun.start());
                yield new Return.Connected(purpose, mailbox, diagnoses);
            }
            case Renewal.NotProved(Map<Direction, Diagnosis> diagnoses) -> new Return.NotProved(purpose, diagnoses);
            case Renewal.Invalid(List<FieldError> errors) -> new Return.Invalid(purpose, errors);
            case Renewal.AlreadyKnown(Mailbox existing) -> new Return.AlreadyKnown(purpose, existing);
            case Renewal.NotFound _, Renewal.Stale _ -> new Return.Stale(purpose);
        };
    }
}
