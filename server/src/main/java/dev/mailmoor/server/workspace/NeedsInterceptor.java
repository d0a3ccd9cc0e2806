package dev.mailmoor.server.workspace;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request reach a handler only when its role is enough. It fails closed: a handler that says nothing answers nobody. */
class NeedsInterceptor implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(NeedsInterceptor.class);
    private static final String OURS = "dev.mailmoor.";

    private final Entrance entrance;

    NeedsInterceptor(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        if (method.hasMethodAnnotation(Open.class)) {
            return true;
        }
        Access access = entrance.access(request)
                .orElseThrow(() -> new InsufficientAuthenticationException("nobody is signed in"));
        Role needed = needed(method).orElseThrow(() -> new AccessDeniedException("handler without @Needs"));
        if (!access.role().mayActAs(needed)) {
            throw new AccessDeniedException("This needs the role %s; yours is %s."
                    .formatted(needed.word(), access.role().word()));
        }
        return true;
    }

    private static Optional<Role> needed(HandlerMethod method) {
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs != null) {
            return Optional.of(needs.value());
        }
        if (!method.getBeanType().getName().startsWith(OURS)) {
            return Optional.of(Role.VIEWER);
        }
        LOG.error("{} has neither @Needs nor @Open: it answers nobody", method);
        return Optional.empty();
    }
}
