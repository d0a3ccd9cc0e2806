package dev.mailmoor.server.console;

import dev.mailmoor.server.journal.EventStreams;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells open pages that something happened; what they show anew they fetch like any page. */
@Controller
class LiveScreens {
    private final EventStreams streams;

    LiveScreens(EventStreams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs(Role.VIEWER)
    SseEmitter live(
            HttpServletRequest request,
            Access access,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        return streams.open(request, access, Optional.ofNullable(last))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many watch"));
    }
}
