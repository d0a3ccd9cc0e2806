package dev.mailmoor.server.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are no HTTP reach none of our handlers: the web server itself refuses them, in the words of the API. */
@Component
final class BrokenRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(AsProblem.class.getName());
            }
        });
    }

    /** Made by the web server, by its name. */
    public static final class AsProblem extends ErrorReportValve {
        private static final Logger LOG = LoggerFactory.getLogger(AsProblem.class);
        private static final JsonMapper JSON = JsonMapper.shared();

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            boolean ours = response.getStatus() >= HttpStatus.BAD_REQUEST.value()
                    && response.getContentWritten() == 0
                    && response.setErrorReported();
            if (!ours) {
                return;
            }
            try {
                byte[] body =
                        JSON.writeValueAsBytes(problem(response.getStatus()).body());
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                LOG.debug("A request that was refused is not there any more", e);
            }
        }

        private static Problem problem(int code) {
            HttpStatus status = Optional.ofNullable(HttpStatus.resolve(code)).orElse(HttpStatus.BAD_REQUEST);
            return status.is5xxServerError()
                    ? Problem.of(status, "our-fault", "That is our own fault. The service's log has more.")
                    : Problem.of(
                            status,
                            "not-http",
                            "The request line or a header is not well formed: percent-encode what may not stand in an address.");
        }
    }
}
