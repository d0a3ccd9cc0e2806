package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.ProgramAuthentication;
import dev.mailmoor.server.workspace.WorkspaceId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A {@code POST} that is sent again with the same {@code Idempotency-Key} is answered as before instead of done again. What
 * was refused for reasons that pass (no right, too many, not now, our fault) is not remembered.
 */
class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    static final int LONGEST = 255;
    private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

    private final Idempotency idempotency;
    private final ProblemWriter problems;

    IdempotencyFilter(Idempotency idempotency, ProblemWriter problems) {
        this.idempotency = idempotency;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<WorkspaceId> workspace = workspace();
        String key = request.getHeader(HEADER);
        if (workspace.isEmpty() || !(request instanceof JsonBodyFilter.Read read)) {
            chain.doFilter(request, response);
        } else if (key.isBlank() || key.length() > LONGEST) {
            problems.write(response, Problem.field(HEADER, "The key must have 1 to 255 characters."));
        } else {
            once(new Attempt(workspace.get(), key), read, response, chain);
        }
    }

    private record Attempt(WorkspaceId workspace, String key) {}

    private void once(Attempt attempt, JsonBodyFilter.Read request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (idempotency.begin(attempt.workspace, attempt.key, identity(request))) {
            case Idempotency.Start.Fresh _ -> goAhead(attempt, request, response, chain);
            case Idempotency.Start.Done(Idempotency.Answer answer) -> replay(answer, response);
            case Idempotency.Start.AtWork _ ->
                problems.write(response, Problem.conflict("A request with this Idempotency-Key is at work."));
            case Idempotency.Start.Other _ ->
                problems.write(response, Problem.field(HEADER, "This key was used for another request."));
        }
    }

    private void goAhead(Attempt attempt, JsonBodyFilter.Read request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper caught = new ContentCachingResponseWrapper(response);
        boolean keep = false;
        try {
            chain.doFilter(request, caught);
            keep = mustNotHappenTwice(caught.getStatus());
        } finally {
            if (keep) {
                idempotency.finish(attempt.workspace, attempt.key, answer(request, caught));
            } else {
                idempotency.release(attempt.workspace, attempt.key);
            }
            caught.copyBodyToResponse();
        }
    }

    private static boolean mustNotHappenTwice(int status) {
        return status < 500
                && status != HttpStatus.TOO_MANY_REQUESTS.value()
                && status != HttpStatus.FORBIDDEN.value()
                && status != HttpStatus.UNAUTHORIZED.value();
    }

    private static Idempotency.Answer answer(HttpServletRequest request, ContentCachingResponseWrapper response) {
        boolean shownOnce = ShownOnce.isMarked(request);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = name.equals(HttpHeaders.CONTENT_TYPE) ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        byte[] body = shownOnce ? new byte[0] : response.getContentAsByteArray();
        return new Idempotency.Answer(response.getStatus(), headers, body, shownOnce);
    }

    private void replay(Idempotency.Answer answer, HttpServletResponse response) throws IOException {
        if (answer.shownOnce()) {
            problems.write(
                    response,
                    Problem.conflict(
                            "This was done already. Its answer held a secret that is shown once, so it was not kept."));
            return;
        }
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotency-Replayed", "true");
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static byte[] identity(JsonBodyFilter.Read request) throws IOException {
        String query = request.getQueryString();
        String head = request.getMethod() + " " + request.getRequestURI() + "?" + (query == null ? "" : query) + "\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.getBytes(StandardCharsets.UTF_8));
        all.write(request.body());
        return all.toByteArray();
    }

    private static Optional<WorkspaceId> workspace() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof ProgramAuthentication program
                ? Optional.of(program.access().workspace())
                : Optional.empty();
    }
}
