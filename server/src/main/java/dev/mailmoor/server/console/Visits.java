package dev.mailmoor.server.console;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Entrance;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Makes the visit of a request. */
@Component
class Visits {
    static final String NOTICE = "notice";

    private final Entrance entrance;
    private final Workspaces workspaces;
    private final Fleet fleet;
    private final NoticeSettings notices;
    private final Clock clock;
    private final Optional<String> supportUrl;

    Visits(
            Entrance entrance,
            Workspaces workspaces,
            Fleet fleet,
            NoticeSettings notices,
            Clock clock,
            Settings settings) {
        this.entrance = entrance;
        this.workspaces = workspaces;
        this.fleet = fleet;
        this.notices = notices;
        this.clock = clock;
        this.supportUrl = settings.web().supportUrl().map(URI::toString);
    }

    Visit of(HttpServletRequest request) {
        Access access = entrance.access(request)
                .orElseThrow(() -> new InsufficientAuthenticationException("nobody is signed in"));
        return new RequestVisit(request, access, clock.instant());
    }

    private Optional<String> support(WorkspaceId workspace) {
        return notices.marks(workspace).support().map(URI::toString);
    }

    Outside outside(HttpServletRequest request) {
        return new Outside(csrf(request), supportUrl);
    }

    private static Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Csrf(token.getParameterName(), token.getToken())
                : new Csrf(Csrf.FIELD, "");
    }

    private static String here(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static Optional<Notice> notice(HttpServletRequest request) {
        Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get(NOTICE) instanceof String text
                ? Optional.of(new Notice(
                        Tone.valueOf(text.substring(0, text.indexOf(':'))), text.substring(text.indexOf(':') + 1)))
                : Optional.empty();
    }

    private final class RequestVisit implements Visit {
        private final HttpServletRequest request;
        private final Access access;
        private final Instant now;

        RequestVisit(HttpServletRequest request, Access access, Instant now) {
            this.request = request;
            this.access = access;
            this.now = now;
        }

        @Override
        public Access access() {
            return access;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Optional<Once> once() {
            return OnceCarrier.unload(request);
        }

        @Override
        public Frame frame(String title, Section section) {
            return new Frame(
                    title,
                    section,
                    workspaces.nameOf(access.workspace()).orElse(""),
                    others(),
                    access.actor().label(),
                    access.role(),
                    fleet.lost(access.workspace()),
                    csrf(request),
                    here(request),
                    notice(request),
                    support(access.workspace()));
        }

        private List<Frame.Choice> others() {
            return switch (access.actor()) {
                case Actor.Person person ->
                    workspaces.of(person.personId()).stream()
                            .filter(one -> !one.workspace().equals(access.workspace()))
                            .map(one -> new Frame.Choice(one.workspace().toString(), one.name()))
                            .toList();
                case Actor.Program _, Actor.LinkHolder _, Actor.Mailmoor _ -> List.of();
            };
        }
    }
}
