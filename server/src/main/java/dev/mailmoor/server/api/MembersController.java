package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The people of a workspace. Somebody new gets a one-time link, which the caller passes on. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/members")
class MembersController {
    private final Members members;

    MembersController(Members members) {
        this.members = members;
    }

    record Invitation(@Nullable String email, @Nullable String role) {}

    record RoleChange(@Nullable String role) {}

    @GetMapping
    @Needs(Role.ADMIN)
    @Call(value = "Lists members and the invited.", gives = "Member", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging) {
        return Parts.of(members.list(access.workspace()), Members.Member::email, MembersController::json, paging);
    }

    @PostMapping
    @Needs(Role.ADMIN)
    @Call(value = "Invites somebody by a one-time link, which is shown once.", gives = "Member", status = 201)
    ResponseEntity<Object> invite(Access access, @RequestBody Invitation invitation, HttpServletRequest request) {
        ShownOnce.mark(request);
        String email = invitation.email() == null ? "" : invitation.email();
        return answer(members.invite(access, email, Words.role(invitation.role())));
    }

    @PatchMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Changes a role. The last owner stays one.", gives = "Member")
    ResponseEntity<Object> change(Access access, @PathVariable UUID id, @RequestBody RoleChange change) {
        return answer(members.changeRole(access, id, Words.role(change.role())));
    }

    @DeleteMapping("/{id}")
    @Needs(Role.ADMIN)
    @Call(value = "Removes a member or withdraws an invitation.", status = 204)
    ResponseEntity<Object> remove(Access access, @PathVariable UUID id) {
        Members.Change change = members.remove(access, id);
        return change instanceof Members.Change.Done
                ? ResponseEntity.noContent().build()
                : answer(change);
    }

    private static ResponseEntity<Object> answer(Members.Change change) {
        return switch (change) {
            case Members.Change.Done(Members.Member member) -> ResponseEntity.ok(json(member));
            case Members.Change.Invited invited ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(
                                "Location",
                                ApiPaths.ROOT + "/members/" + invited.member().id())
                        .body(json(invited));
            case Members.Change.Invalid(String field, String message) ->
                Problem.field(field, message).response();
            case Members.Change.NotAllowed(String reason) ->
                Problem.forbidden(reason).response();
            case Members.Change.Refused(String reason) ->
                Problem.conflict(reason).response();
            case Members.Change.NotFound _ -> Problem.notFound().response();
        };
    }

    private static Map<String, Object> json(Members.Member member) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", member.id().toString());
        json.put("email", member.email());
        json.put("role", member.role().word());
        json.put("standing", member.standing().name().toLowerCase(Locale.ROOT));
        json.put("since", member.since().toString());
        return json;
    }

    private static Map<String, Object> json(Members.Change.Invited invited) {
        Map<String, Object> json = json(invited.member());
        json.put(
                "invitation",
                Map.of(
                        "url",
                        invited.link().toString(),
                        "expiresAt",
                        invited.expiresAt().toString()));
        return json;
    }
}
