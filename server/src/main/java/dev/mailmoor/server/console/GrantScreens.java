package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.Grants.Browser;
import dev.mailmoor.server.reauth.Grants.Leaving;
import dev.mailmoor.server.reauth.Grants.Return;
import dev.mailmoor.server.workspace.Entrance;
import dev.mailmoor.server.workspace.Open;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way to an OAuth server and back, for members and for people with no account. */
@Controller
@RequestMapping("/oauth")
class GrantScreens {
    private final Grants grants;
    private final GrantCookie cookie;
    private final Entrance entrance;
    private final Workspaces workspaces;
    private final NoticeSettings notices;

    GrantScreens(Grants grants, GrantCookie cookie, Entrance entrance, Workspaces workspaces, NoticeSettings notices) {
        this.grants = grants;
        this.workspaces = workspaces;
        this.notices = notices;
        this.cookie = cookie;
        this.entrance = entrance;
    }

    // Allowed ParameterNumber: what the address brings.
    @GetMapping("/continue")
    @Open("the ticket itself is the proof")
    Answer leave(
            Outside outside,
            @RequestParam(defaultValue = "") String ticket,
            @RequestParam(defaultValue = "") String knowing,
            HttpServletRequest request,
            HttpServletResponse response) {
        GrantPages pages = new GrantPages("", outside);
        Browser browser = cookie.bind(request, response);
        String seen = GrantCookie.seen(browser, ticket);
        Optional<Grants.Asking> stranger = GrantCookie.same(seen, knowing)
                ? Optional.empty()
                : grants.asking(ticket).filter(asking -> !asking.byLink() && !isMember(request, asking.workspace()));
        return stranger.<Answer>map(asking -> new GrantPages("", outside.of(notices.marks(asking.workspace())))
                        .asked(
                                workspaces.nameOf(asking.workspace()).orElse("Somebody"),
                                asking,
                                "/oauth/continue?ticket=" + ticket + "&knowing=" + seen))
                .orElseGet(() -> left(pages, grants.leave(ticket, browser)));
    }

    @GetMapping("/again")
    @Open("the state is sealed for the browser that holds its key")
    Answer leaveAgain(
            Outside outside,
            @RequestParam(defaultValue = "") String state,
            HttpServletRequest request,
            HttpServletResponse response) {
        return left(new GrantPages("", outside), grants.leaveAgain(state, cookie.bind(request, response)));
    }

    /** As {@link #leaveAgain}: whose tokens would be kept is asked once more, for they are kept nowhere until they prove good. */
    @GetMapping("/again/one-side")
    @Open("the state is sealed for the browser that holds its key")
    Answer acceptPartial(
            Outside outside,
            @RequestParam(defaultValue = "") String state,
            HttpServletRequest request,
            HttpServletResponse response) {
        return left(new GrantPages("", outside), grants.acceptPartial(state, cookie.bind(request, response)));
    }

    private static Answer left(GrantPages pages, Leaving leaving) {
        return switch (leaving) {
            case Leaving.To(URI place) -> GoTo.url(place);
            case Leaving.Troubled(Diagnosis diagnosis) -> pages.troubled(diagnosis);
            case Leaving.NotGood() -> pages.over();
        };
    }

    // Allowed ParameterNumber: what the OAuth server's redirect brings.
    @GetMapping("/callback")
    @Open("the state is sealed for the browser that holds its key")
    Answer comeBack(
            Outside outside,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String iss,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(name = "error_description", defaultValue = "") String description,
            HttpServletRequest request) {
        Grants.Answer answer =
                new Grants.Answer(state, Secret.of(code), iss, error, description, request.getRemoteAddr());
        Optional<Browser> browser = cookie.of(request);
        Return ending = browser.map(known -> grants.comeBack(answer, known)).orElseGet(Return.NotGood::new);
        return ending instanceof Return.Connected done
                        && isMember(request, done.mailbox().workspace())
                ? GoTo.path("/mailboxes/" + done.mailbox().id()).saying(GrantPages.notice(done))
                : new GrantPages(state, outside).of(ending);
    }

    private boolean isMember(HttpServletRequest request, WorkspaceId workspace) {
        return entrance.access(request)
                .filter(access -> access.workspace().equals(workspace))
                .isPresent();
    }
}
