package dev.mailmoor.server.notify;

import static dev.mailmoor.server.notify.PostgresOutbox.utc;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a workspace chose for its notices, who wants none, and how long losses go by digest. */
@Component
class PostgresNoticeSettings {
    private static final NoticeSettings.Choices USUAL = new NoticeSettings.Choices("", NoticeSettings.Links.SENT, "");

    private final JdbcClient jdbc;

    PostgresNoticeSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    NoticeSettings.Choices choices(WorkspaceId workspace) {
        return jdbc.sql("select phrase, links, support_url from notice_settings where workspace_id = :workspace")
                .param("workspace", workspace.value())
                .query((row, _) -> new NoticeSettings.Choices(
                        row.getString("phrase"),
                        row.getBoolean("links") ? NoticeSettings.Links.SENT : NoticeSettings.Links.LEFT_OUT,
                        row.getString("support_url")))
                .optional()
                .orElse(USUAL);
    }

    void choose(WorkspaceId workspace, NoticeSettings.Choices choices) {
        jdbc.sql("""
                insert into notice_settings (workspace_id, phrase, links, support_url)
                values (:workspace, :phrase, :links, :support)
                on conflict (workspace_id) do update
                set phrase = excluded.phrase, links = excluded.links, support_url = excluded.support_url
                """)
                .param("workspace", workspace.value())
                .param("phrase", choices.phrase())
                .param("links", choices.links() == NoticeSettings.Links.SENT)
                .param("support", choices.support())
                .update();
    }

    Optional<Template> template(WorkspaceId workspace, TemplateKind kind) {
        return jdbc.sql("""
                select subject, body from notice_template where workspace_id = :workspace and kind = :kind
                """)
                .param("workspace", workspace.value())
                .param("kind", kind.word())
                .query((row, _) -> new Template(row.getString("subject"), row.getString("body")))
                .optional();
    }

    void template(WorkspaceId workspace, TemplateKind kind, Template template) {
        jdbc.sql("""
                insert into notice_template (workspace_id, kind, subject, body)
                values (:workspace, :kind, :subject, :body)
                on conflict (workspace_id, kind) do update set subject = excluded.subject, body = excluded.body
                """)
                .param("workspace", workspace.value())
                .param("kind", kind.word())
                .param("subject", template.subject())
                .param("body", template.body())
                .update();
    }

    void reset(WorkspaceId workspace, TemplateKind kind) {
        jdbc.sql("delete from notice_template where workspace_id = :workspace and kind = :kind")
                .param("workspace", workspace.value())
                .param("kind", kind.word())
                .update();
    }

    /** Members by their person's id. */
    Set<UUID> optedOut(WorkspaceId workspace) {
        return new HashSet<>(jdbc.sql("select person_id from notice_opt_out where workspace_id = :workspace")
                .param("workspace", workspace.value())
                .query(UUID.class)
                .list());
    }

    /** False when that person is no member. */
    boolean optOut(WorkspaceId workspace, UUID person, Instant at) {
        return jdbc.sql("""
                insert into notice_opt_out (workspace_id, person_id, at)
                select workspace_id, person_id, :at from member where workspace_id = :workspace and person_id = :person
                on conflict (workspace_id, person_id) do update set at = notice_opt_out.at
                """)
                        .param("workspace", workspace.value())
                        .param("person", person)
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    void optIn(WorkspaceId workspace, UUID person) {
        jdbc.sql("delete from notice_opt_out where workspace_id = :workspace and person_id = :person")
                .param("workspace", workspace.value())
                .param("person", person)
                .update();
    }

    /** Losses go by digest until then. */
    void stormUntil(WorkspaceId workspace, Instant until) {
        jdbc.sql("""
                insert into notice_storm (workspace_id, until) values (:workspace, :until)
                on conflict (workspace_id) do update set until = greatest(notice_storm.until, excluded.until)
                """)
                .param("workspace", workspace.value())
                .param("until", utc(until))
                .update();
    }

    boolean storm(WorkspaceId workspace, Instant now) {
        return jdbc.sql("select exists (select from notice_storm where workspace_id = :workspace and until > :now)")
                .param("workspace", workspace.value())
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }
}
