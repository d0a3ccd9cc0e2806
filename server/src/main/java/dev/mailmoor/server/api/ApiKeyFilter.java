package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.ProgramAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises programs by {@code Authorization: Bearer}. A wrong key is refused even where none is needed; only the health
 * calls look at none, so that they answer without a database.
 */
class ApiKeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 1_000;

    private final ApiKeys keys;
    private final ProblemWriter problems;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    ApiKeyFilter(ApiKeys keys, ProblemWriter problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return ApiPaths.areHealth(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Secret> key = key(request);
        if (key.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Access> access = keys.access(key.get(), request.getRemoteAddr());
        if (access.isEmpty()) {
            problems.write(response, Failures.unauthorized(why(key.get())));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ProgramAuthentication(access.get()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        chain.doFilter(request, response);
    }

    private String why(Secret key) {
        return keys.mistyped(key)
                ? "This API key is mistyped: letters are missing or changed."
                : "This API key is not known, or was revoked.";
    }

    private static Optional<Secret> key(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(Secret.of(header.substring(SCHEME.length()).strip()))
                : Optional.empty();
    }
}
