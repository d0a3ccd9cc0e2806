package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class PostgresJournal implements Journal {
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    PostgresJournal(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void publish(Collection<NewEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                "insert into journal_event (workspace_id, event_id, at, type, data) values (?, ?, ?, ?, ?::jsonb)",
                List.copyOf(events),
                BATCH,
                (insert, event) -> {
                    insert.setObject(1, event.workspace().value());
                    insert.setObject(2, TimeOrderedId.next());
                    insert.setObject(3, event.at().atOffset(ZoneOffset.UTC));
                    insert.setString(4, event.type());
                    insert.setString(5, json.writeValueAsString(event.data()));
                });
        // Sent when the transaction commits, once however often it is said.
        jdbc.query("select pg_notify('" + Bell.CHANNEL + "', '')", _ -> {});
    }

    @Override
    public void note(Collection<TimelineEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                "insert into timeline_entry (workspace_id, mailbox_id, at, kind, actor, detail) values (?, ?, ?, ?, ?, ?)",
                List.copyOf(entries),
                BATCH,
                (insert, entry) -> {
                    insert.setObject(1, entry.workspace().value());
                    insert.setObject(2, entry.mailbox());
                    insert.setObject(3, entry.at().atOffset(ZoneOffset.UTC));
                    insert.setString(4, entry.kind().word());
                    insert.setString(5, entry.actor().label());
                    insert.setString(6, entry.detail());
                });
    }
}
