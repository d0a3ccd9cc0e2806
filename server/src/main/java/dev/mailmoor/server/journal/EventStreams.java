package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Entrance;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the feed as Server-Sent Events, each stream on a virtual thread. A comment every 15 seconds keeps proxies from
 * closing it. Nothing is sent to one who could not watch any more two seconds before.
 */
@Component
public class EventStreams {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(2);
    private static final long NO_TIMEOUT = 0;

    private final EventFeed feed;
    private final Entrance entrance;
    private final JsonMapper json;

    EventStreams(EventFeed feed, Entrance entrance, JsonMapper json) {
        this.feed = feed;
        this.entrance = entrance;
        this.json = json;
    }

    /**
     * @param after the stream's {@code Last-Event-ID}
     * @return empty when too many watch this workspace already
     */
    public Optional<SseEmitter> open(HttpServletRequest request, Access access, Optional<String> after) {
        BooleanSupplier stillGood = entrance.staying(request, access);
        return feed.subscribe(access.workspace(), after).map(subscription -> {
            SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
            emitter.onError(_ -> subscription.close());
            emitter.onCompletion(subscription::close);
            Thread.ofVirtual()
                    .name("event-stream")
                    .start(() -> pump(new Listener(access.role(), stillGood, emitter), subscription));
            return emitter;
        });
    }

    private record Listener(Role role, BooleanSupplier stillGood, SseEmitter emitter) {
        JournalEvent visible(JournalEvent event) {
            return role.mayActAs(Role.OPERATOR) ? event : event.withoutTranscript();
        }
    }

    private void pump(Listener listener, EventFeed.Subscription subscription) {
        SseEmitter emitter = listener.emitter();
        try (subscription) {
            emitter.send(SseEmitter.event().comment("welcome"));
            sendAll(listener, subscription);
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The watcher went away.
            emitter.completeWithError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("An event stream ended: {}", e.getMessage());
            emitter.complete();
        }
    }

    private void sendAll(Listener listener, EventFeed.Subscription subscription)
            throws IOException, InterruptedException {
        boolean more = true;
        long looked = System.nanoTime();
        while (more) {
            EventFeed.Next next = subscription.next(HEARTBEAT);
            // By the time that passed, not in pauses: a busy stream has none.
            if (System.nanoTime() - looked >= TRUSTED_FOR.toNanos()) {
                if (!listener.stillGood().getAsBoolean()) {
                    return;
                }
                looked = System.nanoTime();
            }
            more = send(next, listener);
        }
    }

    private boolean send(EventFeed.Next next, Listener listener) throws IOException {
        return switch (next) {
            case EventFeed.Next.Event(JournalEvent event) -> {
                // A blank behind the colon belongs to no value; readers written in a hurry expect one.
                String body = json.writeValueAsString(listener.visible(event).body());
                listener.emitter()
                        .send(SseEmitter.event()
                                .id(" " + event.id())
                                .name(" " + event.type())
                                .data(" " + body, MediaType.TEXT_PLAIN));
                yield true;
            }
            case EventFeed.Next.Quiet _ -> {
                listener.emitter().send(SseEmitter.event().comment("still here"));
                yield true;
            }
            case EventFeed.Next.Ended _ -> false;
        };
    }
}
