package dev.mailmoor.server.notify;

import dev.mailmoor.server.journal.Follower;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Follows the journal: each event leaves what is to be told of it in the tables, in the transaction that moves on. */
@Component
class TellOfEvents implements Follower {
    private static final String LOST = "mailbox.auth-lost";
    private static final String RESTORED = "mailbox.restored";
    private static final String INCIDENT_OPENED = "provider.incident-opened";
    private static final String INCIDENT_CLOSED = "provider.incident-closed";
    private static final String CREDENTIAL_CHANGED = "mailbox.credential-changed";
    private static final Set<String> TYPES =
            Set.of(LOST, RESTORED, INCIDENT_OPENED, INCIDENT_CLOSED, CREDENTIAL_CHANGED);
    /** What an incident held back is judged within this time: a login budget lets it take a while. */
    private static final Duration AFTERMATH = Duration.ofMinutes(15);

    private final TellOfLosses losses;
    private final WhoIsTold who;
    private final PostgresOutbox outbox;
    private final PostgresNoticeSettings settings;
    private final Wakeup wakeup;

    TellOfEvents(
            TellOfLosses losses, WhoIsTold who, PostgresOutbox outbox, PostgresNoticeSettings settings, Wakeup wakeup) {
        this.losses = losses;
        this.who = who;
        this.outbox = outbox;
        this.settings = settings;
        this.wakeup = wakeup;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public void follow(List<JournalEvent> events) {
        List<JournalEvent> run = new ArrayList<>();
        for (JournalEvent event : events) {
            if (!TYPES.contains(event.type())) {
                continue;
            }
            if (!run.isEmpty() && !alike(run.getLast(), event)) {
                tell(run);
                run.clear();
            }
            run.add(event);
        }
        if (!run.isEmpty()) {
            tell(run);
        }
    }

    private static boolean alike(JournalEvent one, JournalEvent other) {
        return one.type().equals(other.type()) && one.workspace().equals(other.workspace());
    }

    private void tell(List<JournalEvent> run) {
        WorkspaceId workspace = run.getFirst().workspace();
        switch (run.getFirst().type()) {
            case LOST -> losses.lost(workspace, mailboxes(run));
            case RESTORED -> losses.restored(workspace, mailboxes(run));
            case INCIDENT_OPENED -> run.forEach(this::incident);
            case INCIDENT_CLOSED ->
                run.forEach(event -> settings.stormUntil(workspace, event.at().plus(AFTERMATH)));
            case CREDENTIAL_CHANGED -> run.forEach(this::linkUsed);
            default ->
                throw new IllegalStateException(
                        "nobody tells of " + run.getFirst().type());
        }
        wakeAfterCommit();
    }

    private static List<MailboxId> mailboxes(List<JournalEvent> run) {
        return run.stream()
                .map(event -> event.data().get("mailbox"))
                .filter(Map.class::isInstance)
                .map(mailbox -> ((Map<?, ?>) mailbox).get("id"))
                .filter(String.class::isInstance)
                .map(id -> new MailboxId(UUID.fromString((String) id)))
                .distinct()
                .toList();
    }

    private void incident(JournalEvent event) {
        if (!(event.data().get("incident") instanceof Map<?, ?> incident)) {
            return;
        }
        Map<String, Object> about = new LinkedHashMap<>();
        incident.forEach((key, value) -> about.put(String.valueOf(key), String.valueOf(value)));
        outbox.put(
                event.workspace(),
                who.members(event.workspace(), Role.OPERATOR).stream()
                        .map(operator -> NewMail.of(
                                IncidentLetters.KIND,
                                operator,
                                "incident:" + incident.get("id") + ":" + operator.address(),
                                about))
                        .toList());
    }

    private void linkUsed(JournalEvent event) {
        LinkLetters.maker(event)
                .flatMap(maker -> who.member(event.workspace(), maker))
                .ifPresent(maker -> outbox.put(
                        event.workspace(),
                        List.of(NewMail.of(LinkLetters.KIND, maker, "link:" + event.id(), LinkLetters.about(event)))));
    }

    private void wakeAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wakeup.wake();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeup.wake();
            }
        });
    }
}
