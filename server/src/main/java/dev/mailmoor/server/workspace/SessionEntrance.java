package dev.mailmoor.server.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

@Component
class SessionEntrance implements Entrance {
    private static final String RESOLVED = SessionEntrance.class.getName();
    private static final String CHOICE = "workspace";

    private final PostgresWorkspaces workspaces;
    private final ApiKeys apiKeys;
    private final SessionRepository<? extends Session> sessions;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SessionEntrance(PostgresWorkspaces workspaces, ApiKeys apiKeys, SessionRepository<? extends Session> sessions) {
        this.workspaces = workspaces;
        this.apiKeys = apiKeys;
        this.sessions = sessions;
    }

    @Override
    public Optional<Access> access(HttpServletRequest request) {
        if (request.getAttribute(RESOLVED) instanceof Access resolved) {
            return Optional.of(resolved);
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        Optional<Access> access = authentication instanceof ProgramAuthentication program
                ? Optional.of(program.access())
                : person().flatMap(person -> memberAccess(request, person));
        access.ifPresent(found -> request.setAttribute(RESOLVED, found));
        return access;
    }

    @Override
    public BooleanSupplier staying(HttpServletRequest request, Access access) {
        return switch (access.actor()) {
            case Actor.Person person -> {
                String session = request.getSession().getId();
                yield () -> sessions.findById(session) != null && stillMember(person, access);
            }
            case Actor.Program program ->
                () -> apiKeys.list(access.workspace()).stream()
                        .anyMatch(key -> key.id().equals(program.apiKeyId()));
            case Actor.LinkHolder _, Actor.Mailmoor _ -> () -> true;
        };
    }

    private boolean stillMember(Actor.Person person, Access access) {
        return workspaces
                .membership(person.personId(), access.workspace())
                .filter(now -> now.role().mayActAs(access.role()))
                .isPresent();
    }

    @Override
    public Optional<SignedInPerson> person() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInPerson person
                ? Optional.of(person)
                : Optional.empty();
    }

    @Override
    public boolean switchTo(HttpServletRequest request, WorkspaceId workspace) {
        boolean member = person().flatMap(person -> workspaces.membership(person.person(), workspace))
                .isPresent();
        if (member) {
            request.getSession().setAttribute(CHOICE, workspace.value().toString());
            request.removeAttribute(RESOLVED);
        }
        return member;
    }

    @Override
    public void signIn(HttpServletRequest request, HttpServletResponse response, UUID person, String email) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication(person, email));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    static Authentication authentication(UUID person, String email) {
        return UsernamePasswordAuthenticationToken.authenticated(new SignedInPerson(person, email), null, List.of());
    }

    private Optional<Access> memberAccess(HttpServletRequest request, SignedInPerson person) {
        List<Workspaces.Membership> memberships = workspaces.of(person.person());
        String choice = choice(request);
        return memberships.stream()
                .filter(one -> one.workspace().value().toString().equals(choice))
                .findFirst()
                .or(() -> memberships.stream().findFirst())
                .map(one -> new Access(
                        one.workspace(),
                        new Actor.Person(person.person(), person.email()),
                        one.role(),
                        request.getRemoteAddr()));
    }

    private static String choice(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(CHOICE) instanceof String chosen ? chosen : "";
    }
}
