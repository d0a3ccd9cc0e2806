package dev.mailmoor.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.testing.ServerTest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class MembersTest {
    private static final Secret PASSWORD = Secret.of("a long enough password");

    @Autowired
    private Members members;

    @Autowired
    private Invitations invitations;

    @Autowired
    private PostgresWorkspaces workspaces;

    @Autowired
    private PostgresPeople people;

    @Autowired
    private AuditTrail audit;

    private Access owner = new Access(new WorkspaceId(new UUID(0, 0)), new Actor.Mailmoor(), Role.OWNER);

    @BeforeEach
    void aWorkspaceWithAnOwner() {
        String email = "owner-" + UUID.randomUUID() + "@example.com";
        UUID person = people.add(email, "not a hash").orElseThrow();
        WorkspaceId workspace = workspaces.store("Test");
        workspaces.join(workspace, person, Role.OWNER);
        owner = new Access(workspace, new Actor.Person(person, email), Role.OWNER, "192.0.2.7");
    }

    @Test
    void anInvitedPersonBecomesAMemberByTheLinkAndItWorksOnce() {
        var invited = (Members.Change.Invited) members.invite(owner, " Ann-" + id() + "@Example.com ", Role.OPERATOR);
        assertThat(invited.member().standing()).isEqualTo(Members.Standing.INVITED);

        var acceptance = invitations.accept(token(invited), "", PASSWORD, "192.0.2.8");

        assertThat(acceptance).isInstanceOf(Invitations.Acceptance.Accepted.class);
        assertThat(members.list(owner.workspace()))
                .filteredOn(member -> member.role() == Role.OPERATOR)
                .singleElement()
                .satisfies(member -> assertThat(member.standing()).isEqualTo(Members.Standing.JOINED));
        assertThat(invitations.accept(token(invited), "", PASSWORD, "192.0.2.8"))
                .isInstanceOf(Invitations.Acceptance.Gone.class);
        assertThat(actions()).containsExactly("member.joined", "member.invited");
    }

    @Test
    void somebodyWithASignInProvesItInsteadOfChoosingAPassword() {
        String email = "bea-" + id() + "@example.com";
        var first = (Members.Change.Invited) members.invite(owner, email, Role.VIEWER);
        invitations.accept(token(first), "", PASSWORD, "192.0.2.8");
        Access other = new Access(workspaces.store("Second"), owner.actor(), Role.OWNER);
        var second = (Members.Change.Invited) members.invite(other, email, Role.ADMIN);

        assertThat(invitations.find(token(second)).map(Invitations.Invitation::known))
                .contains(true);
        assertThat(invitations.accept(token(second), "", Secret.of("some other password"), "192.0.2.8"))
                .isInstanceOf(Invitations.Acceptance.Invalid.class);
        assertThat(invitations.accept(token(second), "", PASSWORD, "192.0.2.8"))
                .isInstanceOf(Invitations.Acceptance.Accepted.class);
    }

    @Test
    void aShortPasswordIsRefusedAndTheLinkStaysGood() {
        var invited = (Members.Change.Invited) members.invite(owner, id() + "@example.com", Role.VIEWER);

        assertThat(invitations.accept(token(invited), "", Secret.of("short"), "192.0.2.8"))
                .isEqualTo(new Invitations.Acceptance.Invalid(
                        List.of(new Invitations.Fault("password", "The password must have at least 12 characters."))));
        assertThat(invitations.find(token(invited))).isPresent();
    }

    @Test
    void theLastOwnerCanNeitherGoNorBeDemotedAndTheTriesAreInTheAuditTrail() {
        UUID me = members.list(owner.workspace()).getFirst().id();

        assertThat(members.remove(owner, me)).isInstanceOf(Members.Change.Refused.class);
        assertThat(members.changeRole(owner, me, Role.VIEWER)).isInstanceOf(Members.Change.Refused.class);
        assertThat(members.list(owner.workspace()))
                .extracting(Members.Member::role)
                .containsExactly(Role.OWNER);
        assertThat(actions()).containsExactly("member.role-change-refused", "member.removal-refused");
    }

    @Test
    void anAdminCanMakeNobodyAnOwnerAndTouchesNoOwner() {
        UUID ownerId = members.list(owner.workspace()).getFirst().id();
        Access admin = new Access(owner.workspace(), owner.actor(), Role.ADMIN);

        assertThat(members.invite(admin, "x@example.com", Role.OWNER)).isInstanceOf(Members.Change.NotAllowed.class);
        assertThat(members.remove(admin, ownerId)).isInstanceOf(Members.Change.NotAllowed.class);
        assertThat(members.changeRole(admin, ownerId, Role.VIEWER)).isInstanceOf(Members.Change.NotAllowed.class);
    }

    @Test
    void anotherWorkspacesMemberIsNotFound() {
        Access other = new Access(workspaces.store("Other"), new Actor.Mailmoor(), Role.OWNER);
        UUID ownerId = members.list(owner.workspace()).getFirst().id();

        assertThat(members.remove(other, ownerId)).isInstanceOf(Members.Change.NotFound.class);
        assertThat(members.changeRole(other, ownerId, Role.VIEWER)).isInstanceOf(Members.Change.NotFound.class);
        assertThat(members.list(other.workspace())).isEmpty();
    }

    private List<String> actions() {
        return audit.newest(owner.workspace(), 10, Optional.empty()).stream()
                .map(AuditTrail.Entry::action)
                .toList();
    }

    private static String token(Members.Change.Invited invited) {
        return invited.link().getQuery().substring("token=".length());
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
