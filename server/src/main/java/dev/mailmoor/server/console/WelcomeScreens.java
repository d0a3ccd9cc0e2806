package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.Entrance;
import dev.mailmoor.server.workspace.Invitations;
import dev.mailmoor.server.workspace.Invitations.Acceptance;
import dev.mailmoor.server.workspace.Invitations.Invitation;
import dev.mailmoor.server.workspace.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets the first owner and invited members in by their one-time link. */
@Controller
class WelcomeScreens {
    private final Invitations invitations;
    private final Entrance entrance;

    WelcomeScreens(Invitations invitations, Entrance entrance) {
        this.invitations = invitations;
        this.entrance = entrance;
    }

    @GetMapping("/welcome")
    @Open("the link itself is the proof")
    Answer welcome(Outside outside, @RequestParam(defaultValue = "") String token) {
        return invitations
                .find(token)
                .<Answer>map(
                        invitation -> page(outside, invitation, token, List.of(), new Submitted(java.util.Map.of())))
                .orElseGet(() -> gone(outside));
    }

    @PostMapping("/welcome")
    @Open("the link itself is the proof")
    Answer accept(Outside outside, Submitted form, HttpServletRequest request, HttpServletResponse response) {
        String token = form.text("token");
        Optional<Invitation> found = invitations.find(token);
        if (found.isEmpty()) {
            return gone(outside);
        }
        Invitation invitation = found.get();
        Secret password = form.secret("password").orElse(Secret.of(""));
        if (!invitation.known() && !password.equals(form.secret("confirm").orElse(Secret.of("")))) {
            return page(
                    outside, invitation, token, List.of(new FieldError("confirm", "The two passwords differ.")), form);
        }
        return switch (invitations.accept(token, form.text("email"), password, request.getRemoteAddr())) {
            case Acceptance.Accepted in -> {
                entrance.signIn(request, response, in.person(), in.email());
                yield GoTo.path("/").saying(Notice.good("Welcome to Mailmoor."));
            }
            case Acceptance.Invalid wrong ->
                page(
                        outside,
                        invitation,
                        token,
                        wrong.faults().stream()
                                .map(fault -> new FieldError(fault.field(), fault.message()))
                                .toList(),
                        form);
            case Acceptance.Gone _ -> gone(outside);
            case Acceptance.Later later ->
                page(outside, invitation, token, List.of(new FieldError("password", later.reason())), form);
        };
    }

    // Allowed ParameterNumber: the parts of the page, which is the record.
    private static Screen page(
            Outside outside, Invitation invitation, String token, List<FieldError> faults, Submitted form) {
        return new WelcomePage(
                outside,
                invitation.workspaceName(),
                Words.role(invitation.role()),
                invitation.email(),
                invitation.known(),
                invitation.email().isEmpty(),
                token,
                Fields.of(form.echo(), faults),
                Optional.empty());
    }

    private static Screen gone(Outside outside) {
        return new TroublePage(
                HttpStatus.NOT_FOUND,
                "This link does not work any more",
                "It was used, withdrawn, or is too old. Whoever sent it can make a new one; an owner gets a new one when the service starts again.",
                outside.supportUrl());
    }
}
