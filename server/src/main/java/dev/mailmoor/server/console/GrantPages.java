package dev.mailmoor.server.console;

import dev.mailmoor.server.console.GrantPage.Way;
import dev.mailmoor.server.console.GrantPage.Ways;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.Grants.Purpose;
import dev.mailmoor.server.reauth.Grants.Return;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Says in plain words how a grant ended. */
final class GrantPages {
    private static final String UNCHANGED = "Nothing was changed.";

    private final String again;
    private final String half;
    private final Optional<String> supportUrl;

    /** @param state of the attempt, for the next one */
    GrantPages(String state, Outside outside) {
        this.again = "/oauth/again?state=" + state;
        this.half = "/oauth/again/one-side?state=" + state;
        this.supportUrl = outside.supportUrl();
    }

    // Allowed MethodLength: one case for each end, side by side.
    Screen of(Return ending) {
        return switch (ending) {
            case Return.Connected done -> connected(done);
            case Return.WrongAccount wrong ->
                failed(wrong.purpose(), "Another account was granted", wrongAccount(wrong), List.of());
            case Return.Denied denied ->
                failed(
                        denied.purpose(),
                        denied.purpose().client().name() + " gave no access",
                        UNCHANGED,
                        List.of(side(denied.diagnosis())));
            case Return.NotBelieved not ->
                failed(not.purpose(), "The answer cannot be trusted", not.why() + " " + UNCHANGED, List.of());
            case Return.NotProved refused -> refused(refused);
            case Return.Invalid invalid ->
                failed(invalid.purpose(), "It cannot be saved", told(invalid.errors()), List.of());
            case Return.AlreadyKnown known ->
                failed(
                        known.purpose(),
                        "This mailbox is connected already",
                        known.existing().address() + " is here already.",
                        List.of());
            case Return.Stale stale -> stale(stale.purpose());
            case Return.NotAllowed not ->
                ended(
                        not.purpose(),
                        "Not allowed any more",
                        "Whoever began this left the workspace meanwhile, or may not renew mailboxes there any more. "
                                + UNCHANGED);
            case Return.NotGood _ -> over();
        };
    }

    static Notice notice(Return.Connected done) {
        return Verdict.of(done.diagnoses()).changed();
    }

    private Screen connected(Return.Connected done) {
        Verdict verdict = Verdict.of(done.diagnoses());
        boolean half = verdict.half();
        String address = done.mailbox().address().value();
        return new GrantPage(
                HttpStatus.OK,
                half ? Tone.AMBER : Tone.GREEN,
                half ? "Connected on one side" : "Connected Successfully",
                half
                        ? address + " has its new grant. " + verdict.whichSide() + ". You can close this page."
                        : address + " is connected again. You can close this page.",
                half ? verdict.sides() : List.of(),
                nowhere());
    }

    private Screen refused(Return.NotProved refused) {
        Verdict verdict = Verdict.of(refused.diagnoses());
        boolean half = verdict.half();
        String title = half
                ? "The account is right, but only one side signs in"
                : "The account is right, but it does not sign in";
        Optional<Way> save =
                half ? Optional.of(new Way(this.half, "Save although only one side works")) : Optional.empty();
        return failed(refused.purpose(), title, UNCHANGED, verdict.together(), save);
    }

    private Ways nowhere() {
        return new Ways(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), supportUrl);
    }

    /** The same once more would end the same. */
    private Screen stale(Purpose purpose) {
        boolean byLink = purpose.link().isPresent();
        return byLink
                ? ended(
                        purpose,
                        "The link ended meanwhile",
                        "The link ended, or the mailbox was changed, while you signed in. " + UNCHANGED
                                + " Ask for a new link.")
                : ended(
                        purpose,
                        "The mailbox was changed meanwhile",
                        UNCHANGED + " Look at it, then begin again from there.");
    }

    private Screen ended(Purpose purpose, String title, String text) {
        return new GrantPage(
                HttpStatus.OK,
                Tone.RED,
                title,
                text,
                List.of(),
                new Ways(Optional.empty(), Optional.empty(), back(purpose), Optional.empty(), supportUrl));
    }

    private static String told(List<FieldError> errors) {
        return errors.getFirst().message();
    }

    private static String wrongAccount(Return.WrongAccount wrong) {
        String granted = wrong.granted().isEmpty()
                ? "an account without an address"
                : wrong.granted().getFirst();
        return "You signed in as " + granted + ", but the mailbox is "
                + wrong.purpose().address() + ". " + UNCHANGED
                + " Sign out of the other account there, or choose to use another account, and try again.";
    }

    static SideFound side(Diagnosis diagnosis) {
        return new SideFound("grant", "What was said", Explained.of(diagnosis, ""));
    }

    Screen troubled(Diagnosis diagnosis) {
        return new GrantPage(
                HttpStatus.BAD_GATEWAY,
                Tone.AMBER,
                "The sign-in page is not reached",
                UNCHANGED,
                List.of(side(diagnosis)),
                nowhere());
    }

    private Screen failed(Purpose purpose, String title, String text, List<SideFound> found) {
        return failed(purpose, title, text, found, Optional.empty());
    }

    // Allowed ParameterNumber: the parts of the page, which is the record.
    private Screen failed(Purpose purpose, String title, String text, List<SideFound> found, Optional<Way> half) {
        Way once = new Way(again, "Try again");
        return new GrantPage(
                HttpStatus.OK,
                Tone.RED,
                title,
                text,
                purpose.link().isPresent() ? SideFound.byLink(found) : found,
                new Ways(Optional.of(once), half, back(purpose), Optional.empty(), supportUrl));
    }

    /** Somebody who came by a link knows nothing of the console. */
    private static Optional<Way> back(Purpose purpose) {
        return purpose.link().isPresent()
                ? Optional.empty()
                : purpose.mailbox().map(id -> new Way("/mailboxes/" + id, "Back to the mailbox"));
    }

    Screen over() {
        return new GrantPage(
                HttpStatus.GONE,
                Tone.AMBER,
                "This sign-in is over",
                "It took longer than ten minutes, was finished already, or was begun in another browser. Begin again from"
                        + " where you came.",
                List.of(),
                nowhere());
    }

    /** To somebody who may have got the address from anybody. */
    Screen asked(String workspace, Grants.Asking asking, String path) {
        String what = asking.address().isBlank() ? "a mailbox of yours" : "the mailbox " + asking.address();
        return new GrantPage(
                HttpStatus.OK,
                Tone.GREY,
                workspace + " wants to connect " + what,
                "Mailmoor would read and send its mail for " + workspace
                        + ". Go on only when you know them and expect this; then you sign in with the mailbox's own account.",
                List.of(),
                new Ways(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(path), supportUrl));
    }

    /** Between a form of ours and the OAuth server: browsers do not let a form lead to another site. */
    Screen onward(String path, String title) {
        return new GrantPage(
                HttpStatus.OK,
                Tone.GREY,
                title,
                "Sign in there with the mailbox's own account and allow what is asked. Then you come back here.",
                List.of(),
                new Ways(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(path), supportUrl));
    }
}
