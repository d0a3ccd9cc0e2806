package dev.mailmoor.server.console;

import dev.mailmoor.server.workspace.Entrance;
import dev.mailmoor.server.workspace.Open;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInScreens {
    private final Entrance entrance;

    SignInScreens(Entrance entrance) {
        this.entrance = entrance;
    }

    @GetMapping("/sign-in")
    @Open("strangers sign in here")
    Answer signIn(
            Outside outside,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut) {
        if (entrance.person().isPresent()) {
            return GoTo.path("/");
        }
        return new SignInPage(outside, notice(error, signedOut), "");
    }

    private static Optional<Notice> notice(@Nullable String error, @Nullable String signedOut) {
        if (error == null) {
            return Optional.ofNullable(signedOut).map(_ -> Notice.good("You are signed out."));
        }
        return Optional.of(Notice.bad(
                switch (error) {
                    case "too-many" -> "There were too many tries. Wait a few minutes, then try again.";
                    case "busy" -> "Too many people are signing in at the moment. Try again in a few seconds.";
                    default -> "E-mail or password is wrong. Passwords are case-sensitive.";
                }));
    }
}
