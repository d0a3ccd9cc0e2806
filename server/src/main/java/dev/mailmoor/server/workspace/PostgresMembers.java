package dev.mailmoor.server.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PostgresMembers implements Members {
    private static final String LAST_OWNER =
            "%s is the last owner of this workspace. Make somebody else an owner first.";

    private final JdbcClient jdbc;
    private final PostgresWorkspaces workspaces;
    private final PostgresInvitations invitations;
    private final AuditTrail audit;

    PostgresMembers(JdbcClient jdbc, PostgresWorkspaces workspaces, PostgresInvitations invitations, AuditTrail audit) {
        this.jdbc = jdbc;
        this.workspaces = workspaces;
        this.invitations = invitations;
        this.audit = audit;
    }

    @Override
    public List<Member> list(WorkspaceId workspace) {
        return Stream.concat(
                        joined(workspace).stream(),
                        invitations.pending(workspace).stream().map(PostgresInvitations.Row::asMember))
                .sorted(Comparator.comparing(Member::email).thenComparing(Member::id))
                .toList();
    }

    @Override
    @Transactional
    public Change invite(Access access, String email, Role role) {
        Optional<String> address = PersonEmail.parse(email);
        if (address.isEmpty()) {
            return new Change.Invalid("email", "This is not an e-mail address.");
        }
        if (!access.role().mayActAs(role)) {
            return tooSmall(access, "invite somebody as " + role.word());
        }
        workspaces.lock(access.workspace());
        if (joined(access.workspace()).stream()
                .anyMatch(member -> member.email().equals(address.get()))) {
            return new Change.Refused("%s is a member already.".formatted(address.get()));
        }
        invitations.removeFor(access.workspace(), address.get());
        var link = invitations.make(access.workspace(), address, role, PostgresInvitations.MEMBER_LIFE);
        audit.write(access, "member.invited", address.get(), "Role " + role.word() + ".");
        return new Change.Invited(link.row().asMember(), link.url(), link.expiresAt());
    }

    @Override
    @Transactional
    public Change changeRole(Access access, UUID member, Role role) {
        workspaces.lock(access.workspace());
        Optional<Member> found = find(access.workspace(), member);
        if (found.isEmpty()) {
            return new Change.NotFound();
        }
        Member before = found.get();
        if (!access.role().mayActAs(role) || !access.role().mayActAs(before.role())) {
            return tooSmall(access, "make %s %s".formatted(before.email(), role.word()));
        }
        if (role != Role.OWNER && isLastOwner(access.workspace(), before)) {
            String reason = LAST_OWNER.formatted(before.email());
            audit.write(access, "member.role-change-refused", before.email(), reason);
            return new Change.Refused(reason);
        }
        setRole(access.workspace(), before, role);
        audit.write(
                access,
                "member.role-changed",
                before.email(),
                "From %s to %s.".formatted(before.role().word(), role.word()));
        return new Change.Done(new Member(before.id(), before.email(), role, before.standing(), before.since()));
    }

    @Override
    @Transactional
    public Change remove(Access access, UUID member) {
        workspaces.lock(access.workspace());
        Optional<Member> found = find(access.workspace(), member);
        if (found.isEmpty()) {
            return new Change.NotFound();
        }
        Member gone = found.get();
        if (!access.role().mayActAs(gone.role())) {
            return tooSmall(access, "remove " + gone.email());
        }
        if (isLastOwner(access.workspace(), gone)) {
            String reason = LAST_OWNER.formatted(gone.email());
            audit.write(access, "member.removal-refused", gone.email(), reason);
            return new Change.Refused(reason);
        }
        delete(access.workspace(), gone);
        audit.write(access, "member.removed", gone.email(), "");
        return new Change.Done(gone);
    }

    private static Change tooSmall(Access access, String what) {
        return new Change.NotAllowed(
                "The role %s is not enough to %s.".formatted(access.role().word(), what));
    }

    private Optional<Member> find(WorkspaceId workspace, UUID id) {
        return list(workspace).stream().filter(member -> member.id().equals(id)).findFirst();
    }

    private boolean isLastOwner(WorkspaceId workspace, Member member) {
        List<Member> owners = joined(workspace).stream()
                .filter(one -> one.role() == Role.OWNER)
                .toList();
        return owners.size() == 1 && owners.getFirst().id().equals(member.id());
    }

    private void setRole(WorkspaceId workspace, Member member, Role role) {
        jdbc.sql(
                        switch (member.standing()) {
                            case JOINED ->
                                "update member set role = :role where workspace_id = :workspace and person_id = :id";
                            case INVITED ->
                                "update invitation set role = :role where workspace_id = :workspace and invitation_id = :id";
                        })
                .param("role", role.word())
                .param("workspace", workspace.value())
                .param("id", member.id())
                .update();
    }

    private void delete(WorkspaceId workspace, Member member) {
        jdbc.sql(
                        switch (member.standing()) {
                            case JOINED -> "delete from member where workspace_id = :workspace and person_id = :id";
                            case INVITED ->
                                "delete from invitation where workspace_id = :workspace and invitation_id = :id";
                        })
                .param("workspace", workspace.value())
                .param("id", member.id())
                .update();
    }

    private List<Member> joined(WorkspaceId workspace) {
        return jdbc.sql("""
                select person_id, email, role, joined_at from member join person using (person_id)
                where workspace_id = :workspace
                """)
                .param("workspace", workspace.value())
                .query(PostgresMembers::member)
                .list();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getObject("person_id", UUID.class),
                row.getString("email"),
                Role.of(row.getString("role")).orElseThrow(),
                Standing.JOINED,
                row.getObject("joined_at", OffsetDateTime.class).toInstant());
    }
}
