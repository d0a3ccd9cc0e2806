package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The programs that are told of events. */
record WebhooksPage(Frame frame, List<Line> webhooks, List<EventGroup> events, Fields fields) implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    /**
     * @param told which events, in words
     * @param health a sentence
     */
    record Line(String id, String url, String told, Badge state, String health, Optional<Moment> delivered) {}

    /** Events that begin alike. */
    record EventGroup(String name, List<EventChoice> events) {}

    /** @param field the name of its tick box */
    record EventChoice(String name, String field, boolean ticked) {}
}
