package dev.mailmoor.server.workspace;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PostgresWorkspaces implements Workspaces {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AuditTrail audit;

    PostgresWorkspaces(JdbcClient jdbc, Clock clock, AuditTrail audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
    }

    @Override
    public Optional<String> nameOf(WorkspaceId workspace) {
        return jdbc.sql("select name from workspace where workspace_id = :workspace")
                .param("workspace", workspace.value())
                .query(String.class)
                .optional();
    }

    @Override
    public List<Membership> of(UUID person) {
        return jdbc.sql("""
                select workspace_id, name, role from member join workspace using (workspace_id)
                where person_id = :person order by name, workspace_id
                """)
                .param("person", person)
                .query((row, _) -> new Membership(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getString("name"),
                        Role.of(row.getString("role")).orElseThrow()))
                .list();
    }

    @Override
    @Transactional
    public Optional<WorkspaceId> create(Access owner, Actor.Person person, String name) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > 100) {
            return Optional.empty();
        }
        WorkspaceId made = store(trimmed);
        join(made, person.personId(), Role.OWNER);
        audit.write(new Access(made, person, Role.OWNER, owner.from()), "workspace.made", trimmed, "");
        return Optional.of(made);
    }

    WorkspaceId store(String name) {
        WorkspaceId made = new WorkspaceId(TimeOrderedId.next());
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (:workspace, :name, :at)")
                .param("workspace", made.value())
                .param("name", name)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return made;
    }

    /** Makes a person a member; one who is a member already keeps the role. */
    void join(WorkspaceId workspace, UUID person, Role role) {
        jdbc.sql("""
                insert into member (workspace_id, person_id, role, joined_at) values (:workspace, :person, :role, :at)
                on conflict do nothing
                """)
                .param("workspace", workspace.value())
                .param("person", person)
                .param("role", role.word())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Membership> membership(UUID person, WorkspaceId workspace) {
        return of(person).stream()
                .filter(one -> one.workspace().equals(workspace))
                .findFirst();
    }

    /** Changes of who belongs to a workspace happen one after another, or two owners could remove each other. */
    void lock(WorkspaceId workspace) {
        jdbc.sql("select 1 from workspace where workspace_id = :workspace for update")
                .param("workspace", workspace.value())
                .query(Integer.class)
                .optional();
    }
}
