package dev.mailmoor.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers every failure under the API's paths with a problem; pages have their own way. */
@Component
class ProblemResolver implements HandlerExceptionResolver, Ordered {
    private final ProblemWriter writer;

    ProblemResolver(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!ApiPaths.contain(request)) {
            return null;
        }
        // A watcher of events that went away is not told anything any more.
        if (response.isCommitted()) {
            return new ModelAndView();
        }
        Problem problem = Failures.problem(failure);
        if (problem.status() == HttpStatus.METHOD_NOT_ALLOWED
                && problem.more().get("allowed") instanceof List<?> allowed) {
            allowed.forEach(method -> response.addHeader(HttpHeaders.ALLOW, String.valueOf(method)));
        }
        try {
            writer.write(response, problem);
        } catch (IOException e) {
            // Nobody is there to read it.
            return new ModelAndView();
        }
        return new ModelAndView();
    }
}
