package dev.mailmoor.server.notify;

import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives each notice a mail of its own, until somebody gets too many of them: then the rest is held and goes in one. After an
 * incident, and while there is no relay, all are held.
 */
@Component
class TellOrHold {
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int SINGLY = 10;

    private final PostgresNotices notices;
    private final PostgresOutbox outbox;
    private final PostgresNoticeSettings settings;
    private final Settings.Notices configured;
    private final Clock clock;

    TellOrHold(
            PostgresNotices notices,
            PostgresOutbox outbox,
            PostgresNoticeSettings settings,
            Settings configured,
            Clock clock) {
        this.notices = notices;
        this.outbox = outbox;
        this.settings = settings;
        this.configured = configured.notices();
        this.clock = clock;
    }

    /** In the caller's transaction. */
    void tell(WorkspaceId workspace, Occasion occasion, Collection<Notice> wanted) {
        List<Notice> fresh = unknown(workspace, wanted);
        if (fresh.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        boolean holdAll = configured.relay().isEmpty() || settings.storm(workspace, now);
        Map<String, Integer> counts = notices.lately(workspace, addresses(fresh), occasion, now.minus(WINDOW));
        Map<Notice, UUID> mails = new HashMap<>();
        List<NewMail> made = new ArrayList<>();
        for (Notice notice : fresh) {
            int count = counts.merge(notice.recipient().address(), 1, Integer::sum);
            if (!holdAll && count <= SINGLY) {
                NewMail mail = NewMail.of(occasion.word(), notice.recipient(), notice.dedupe(), Map.of());
                made.add(mail);
                mails.put(notice, mail.id());
            }
        }
        outbox.put(workspace, made);
        notices.put(workspace, fresh, mails, now);
    }

    private List<Notice> unknown(WorkspaceId workspace, Collection<Notice> wanted) {
        Set<String> known = notices.known(
                workspace, wanted.stream().map(Notice::mailbox).distinct().toList());
        return wanted.stream().filter(notice -> known.add(notice.dedupe())).toList();
    }

    private static List<String> addresses(List<Notice> notices) {
        return notices.stream()
                .map(notice -> notice.recipient().address())
                .distinct()
                .toList();
    }
}
