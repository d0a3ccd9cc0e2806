package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * One program that is told of events.
 *
 * @param secret the one that was just made; it is not shown again
 * @param older where the next part of the deliveries is
 */
record WebhookPage(
        Frame frame,
        String id,
        WebhooksPage.Line webhook,
        List<WebhooksPage.EventGroup> events,
        Fields fields,
        Optional<Secret> secret,
        Optional<Moment> oldSecretUntil,
        Backlog backlog,
        List<Line> deliveries,
        boolean newest,
        Optional<String> older)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    boolean on() {
        return !webhook.state().state().equals("disabled");
    }

    String path() {
        return "/settings/webhooks/" + id;
    }

    String shown() {
        return secret.map(made -> made.<String>reveal(text -> text)).orElse("");
    }

    /** How many wait and failed, in words; empty for none. */
    record Backlog(String waiting, String failed) {}

    /**
     * @param result what came of the last try, in a few words
     * @param response what the receiver said
     */
    record Line(
            String id,
            String type,
            String event,
            Badge state,
            Moment created,
            String result,
            String response,
            Optional<Moment> next,
            boolean replayable) {}
}
