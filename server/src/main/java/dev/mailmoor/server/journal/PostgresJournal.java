package dev.mailmoor.server.journal;

import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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
        List<TimelineEntry> all = List.copyOf(entries);
        jdbc.update(
                """
                insert into timeline_entry (workspace_id, mailbox_id, at, kind, actor, detail)
                select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                """,
                all.stream().map(one -> one.workspace().value()).toArray(UUID[]::new),
                all.stream().map(TimelineEntry::mailbox).toArray(UUID[]::new),
                words(all, one -> one.at().toString()),
                words(all, one -> one.kind().word()),
                words(all, one -> one.actor().label()),
                words(all, TimelineEntry::detail));
    }

    private static String[] words(List<TimelineEntry> entries, Function<TimelineEntry, String> word) {
        return entries.stream().map(word).toArray(String[]::new);
    }
}
