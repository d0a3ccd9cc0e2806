package dev.mailmoor.server.console;

import dev.mailmoor.server.notify.Unsubscribing;
import dev.mailmoor.server.workspace.Open;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a member ends the notices, by the link in them. Only a POST does it: scanners of mail follow links. */
@Controller
@RequestMapping("/notices/unsubscribe/{token}")
class UnsubscribeScreens {
    private final Unsubscribing unsubscribing;

    UnsubscribeScreens(Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
    }

    @GetMapping
    @Open("the signed link is the proof, and can do nothing else")
    Screen ask(Outside outside, @PathVariable String token) {
        return unsubscribing
                .find(token)
                .<Screen>map(found -> new UnsubscribePage(outside, found.workspaceName(), token))
                .orElseGet(() -> gone(outside));
    }

    /** Mail programs post here too, without a visit (RFC 8058 §3.2). */
    @PostMapping
    @Open("the signed link is the proof, and can do nothing else")
    Screen unsubscribe(Outside outside, @PathVariable String token) {
        return unsubscribing
                .find(token)
                .<Screen>map(found -> {
                    unsubscribing.unsubscribe(found);
                    return new LinkOverPage(
                            HttpStatus.OK,
                            Tone.GREEN,
                            "You get no more notices",
                            "Notices of " + found.workspaceName()
                                    + " do not come to you any more. In the console, under Notices, you can have them again.",
                            List.of(),
                            outside.supportUrl());
                })
                .orElseGet(() -> gone(outside));
    }

    private static Screen gone(Outside outside) {
        return new LinkOverPage(
                HttpStatus.NOT_FOUND,
                Tone.GREY,
                "This link does not work",
                "It is not complete, or you are no member of that workspace any more and get no notices.",
                List.of(),
                outside.supportUrl());
    }
}
