package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.LinkVisits;
import dev.mailmoor.server.reauth.LinkVisits.Finding;
import dev.mailmoor.server.reauth.LinkVisits.Use;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.ReauthLink;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Open;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lets whoever holds a link give a mailbox its new password. The token in the address is what a CSRF token would be: no
 * other site knows it, and nobody's session counts here.
 */
@Controller
@RequestMapping("/r/{token}")
class LinkScreens {
    private static final Fields TYPED = Fields.of(Map.of(Fields.withheld("password"), "yes"));

    private final LinkVisits visits;
    private final LinkPages pages;

    LinkScreens(LinkVisits visits, LinkPages pages) {
        this.visits = visits;
        this.pages = pages;
    }

    @GetMapping
    @Open("the link itself is the proof")
    Screen show(Outside outside, @PathVariable String token) {
        return switch (visits.find(token)) {
            case Finding.Good good -> pages.page(outside, token, good, Fields.of(Map.of()), Map.of());
            case Finding.Ended ended -> over(itsOwn(outside, token), ended.how());
            case Finding.Unknown _ -> LinkOverPage.unknown(outside);
        };
    }

    @PostMapping
    @Open("the link itself is the proof")
    Screen renew(Outside outside, @PathVariable String token, Submitted form, HttpServletRequest request) {
        Optional<Secret> secret = form.secret("password");
        if (secret.isEmpty() && visits.find(token) instanceof Finding.Good good) {
            return pages.page(
                    outside, token, good, wrong(List.of(new FieldError("secret", "Enter the password."))), Map.of());
        }
        Proving proving = form.ticked("acceptPartial") ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
        return switch (visits.use(token, secret.orElse(Secret.of("")), proving, request.getRemoteAddr())) {
            case Use.Tried tried -> after(outside, token, tried);
            case Use.TooMany later -> pages.waiting(outside, token, later.link(), later.again());
            case Use.NotGood not -> notGood(itsOwn(outside, token), not.finding());
        };
    }

    /** By GET, because browsers let no form lead to another site; it begins something and uses nothing up. */
    @GetMapping("/oauth")
    @Open("the link itself is the proof")
    Answer grant(Outside outside, @PathVariable String token, @RequestParam UUID client, HttpServletRequest request) {
        return switch (visits.grant(token, new OAuthClientId(client), request.getRemoteAddr())) {
            case Grants.Starting.Ready(URI url) -> GoTo.url(url);
            case Grants.Starting.Invalid _, Grants.Starting.NotFound _ -> show(outside, token);
        };
    }

    private Screen after(Outside outside, String token, Use.Tried tried) {
        return switch (tried.renewal()) {
            case Renewal.Saved saved -> worked(itsOwn(outside, token), tried.link(), saved.diagnoses());
            case Renewal.NotProved refused -> pages.page(outside, token, tried.link(), TYPED, refused.diagnoses());
            case Renewal.Invalid wrong -> pages.page(outside, token, tried.link(), wrong(wrong.errors()), Map.of());
            // Somebody else changed the mailbox, or the link ended, while the password was tried.
            case Renewal.Stale _, Renewal.AlreadyKnown _ -> show(outside, token);
            case Renewal.NotFound _ -> LinkOverPage.unknown(outside);
        };
    }

    /** Whatever was wrong, there is one field to show it at. */
    private static Fields wrong(List<FieldError> errors) {
        return Fields.of(
                Map.of(), List.of(new FieldError("password", errors.getFirst().message())));
    }

    private static Screen worked(Outside outside, Finding.Good link, Map<Direction, Diagnosis> diagnoses) {
        Verdict verdict = Verdict.of(diagnoses);
        String address = link.mailbox().address().value();
        return verdict.half()
                ? LinkOverPage.worked(
                        outside,
                        Tone.AMBER,
                        "Connected on one side",
                        "The new login of " + address + " is saved. " + verdict.whichSide()
                                + ". This link was used; for the other side, ask whoever sent it to you for a new one.",
                        SideFound.byLink(verdict.sides()))
                : LinkOverPage.worked(
                        outside,
                        Tone.GREEN,
                        "Connected Successfully",
                        Explained.works(diagnoses.values()) + " Mail through " + address
                                + " goes on by itself. You can close this page.",
                        List.of());
    }

    private Outside itsOwn(Outside outside, String token) {
        return pages.of(outside, visits.workspace(token));
    }

    private Screen notGood(Outside outside, Finding finding) {
        return finding instanceof Finding.Ended ended ? over(outside, ended.how()) : LinkOverPage.unknown(outside);
    }

    private static Screen over(Outside outside, ReauthLink.End how) {
        return switch (how) {
            case USED ->
                LinkOverPage.ended(
                        outside,
                        Tone.GREEN,
                        "This link was used",
                        "The mailbox has its new login. There is nothing left to do.");
            case RESTORED ->
                LinkOverPage.ended(
                        outside, Tone.GREEN, "The mailbox is connected again", "There is nothing left to do.");
            case REPLACED ->
                LinkOverPage.ended(
                        outside,
                        Tone.GREY,
                        "This link was replaced",
                        "A newer link was made for this mailbox. Use that one, or ask whoever sent you this.");
            case WITHDRAWN -> LinkOverPage.withdrawn(outside);
            case EXPIRED -> LinkOverPage.tooOld(outside);
        };
    }
}
