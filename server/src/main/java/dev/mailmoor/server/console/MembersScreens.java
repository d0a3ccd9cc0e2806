package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Members.Change;
import dev.mailmoor.server.workspace.Members.Member;
import dev.mailmoor.server.workspace.Members.Standing;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/settings/members")
class MembersScreens {
    private static final String PATH = "/settings/members";

    private final Members members;

    MembersScreens(Members members) {
        this.members = members;
    }

    @GetMapping
    @Needs(Role.VIEWER)
    Screen list(Visit visit) {
        return page(visit, Fields.of(Map.of("role", "operator")));
    }

    @PostMapping
    @Needs(Role.ADMIN)
    Answer invite(Visit visit, Submitted form) {
        Change change = members.invite(visit.access(), form.text("email"), role(form));
        return switch (change) {
            case Change.Invited invited ->
                GoTo.path(PATH)
                        .showing(new Once(
                                invited.expiresAt() + " " + invited.member().email(),
                                Secret.of(invited.link().toString())));
            case Change.Invalid wrong ->
                page(visit, Fields.of(form.echo(), List.of(new FieldError(wrong.field(), wrong.message()))));
            case Change.Done _, Change.NotAllowed _, Change.Refused _, Change.NotFound _ -> told(change, "Invited.");
        };
    }

    @PostMapping("/{id}/role")
    @Needs(Role.ADMIN)
    Answer changeRole(Visit visit, @PathVariable UUID id, Submitted form) {
        return told(members.changeRole(visit.access(), id, role(form)), "The role is changed.");
    }

    @PostMapping("/{id}/remove")
    @Needs(Role.ADMIN)
    Answer remove(Visit visit, @PathVariable UUID id) {
        return told(members.remove(visit.access(), id), "Removed.");
    }

    private static Answer told(Change change, String done) {
        Notice notice = switch (change) {
            case Change.Done _, Change.Invited _ -> Notice.good(done);
            case Change.Invalid wrong -> Notice.bad(wrong.message());
            case Change.NotAllowed not -> Notice.bad(not.reason());
            case Change.Refused refused -> Notice.bad(refused.reason());
            case Change.NotFound _ -> throw new NotHere("no such member");
        };
        return GoTo.path(PATH).saying(notice);
    }

    /** A role that is none is the least. */
    private static Role role(Submitted form) {
        return Roles.of(form.text("role"));
    }

    private Screen page(Visit visit, Fields fields) {
        return new MembersPage(
                visit.frame("Members", Section.MEMBERS),
                members.list(visit.workspace()).stream()
                        .map(one -> line(one, visit))
                        .toList(),
                Arrays.stream(Role.values())
                        .filter(visit::may)
                        .map(Roles::choice)
                        .toList(),
                fields,
                visit.once().map(once -> link(once, visit)));
    }

    private static MembersPage.Link link(Once once, Visit visit) {
        int space = once.about().indexOf(' ');
        Instant expires = Instant.parse(once.about().substring(0, space));
        return new MembersPage.Link(
                once.about().substring(space + 1),
                once.secret().<String>reveal(url -> url),
                Moment.in(expires, visit.now()));
    }

    private static MembersPage.Line line(Member member, Visit visit) {
        return new MembersPage.Line(
                member.id().toString(),
                member.email(),
                Words.role(member.role()),
                Roles.word(member.role()),
                member.standing() == Standing.INVITED,
                Moment.ago(member.since(), visit.now()),
                visit.may(Role.ADMIN) && visit.may(member.role()),
                visit.access().actor().label().equals(member.email()));
    }
}
