package dev.mailmoor.server.api;

import dev.mailmoor.server.journal.EventStreams;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Events as they happen. */
@RestController
@RequestMapping(ApiPaths.ROOT)
class EventsController {
    private final EventStreams streams;

    EventsController(EventStreams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs(Role.VIEWER)
    @Call(value = "Server-Sent Events; Last-Event-ID resumes.", gives = "Event")
    SseEmitter events(
            Access access,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        // Proxies that collect answers would hold events back.
        response.setHeader("X-Accel-Buffering", "no");
        return streams.open(request, access, Optional.ofNullable(lastEventId).filter(id -> !id.isBlank()))
                .orElseThrow(() -> new Refusal(Problem.busy("Too many streams of this workspace are open.")));
    }
}
