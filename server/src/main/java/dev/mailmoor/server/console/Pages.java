package dev.mailmoor.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Renders a screen by the template of its name. */
@Component
class Pages {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, Pages.class.getPackageName());

    /** Renders whole before anything is sent, so that a fault in a template is still an error page. */
    void write(Screen screen, HttpServletResponse response) throws IOException {
        Utf8ByteOutput html = new Utf8ByteOutput();
        engine.render(screen.getClass().getSimpleName() + ".jte", screen, html);
        response.setStatus(screen.status().value());
        screen.retryAfterSeconds()
                .ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(html.getContentLength());
        html.writeTo(response.getOutputStream());
    }
}
