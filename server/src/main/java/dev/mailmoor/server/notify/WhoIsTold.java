package dev.mailmoor.server.notify;

import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides who is told. One person in two roles is told once, as a member first, then as the mailbox's owner. */
@Component
class WhoIsTold {
    private final Members members;
    private final PostgresNoticeSettings settings;

    WhoIsTold(Members members, PostgresNoticeSettings settings) {
        this.members = members;
        this.settings = settings;
    }

    /** The members of at least this role who want notices. */
    List<Recipient> members(WorkspaceId workspace, Role least) {
        var optedOut = settings.optedOut(workspace);
        return members.list(workspace).stream()
                .filter(member -> member.standing() == Members.Standing.JOINED)
                .filter(member -> member.role().mayActAs(least))
                .filter(member -> !optedOut.contains(member.id()))
                .map(member -> new Recipient(member.email(), Audience.MEMBER))
                .toList();
    }

    /** The member with this address; empty when there is none, or they want no notices. */
    Optional<Recipient> member(WorkspaceId workspace, String address) {
        return members(workspace, Role.VIEWER).stream()
                .filter(member -> canonical(member.address()).equals(canonical(address)))
                .findFirst();
    }

    /** @param admins the members who are told of every mailbox */
    static Collection<Recipient> of(Mailbox mailbox, List<Recipient> admins) {
        Map<String, Recipient> told = new LinkedHashMap<>();
        admins.forEach(admin -> told.put(canonical(admin.address()), admin));
        EmailAddress.parse(mailbox.owner())
                .map(EmailAddress::value)
                .ifPresent(owner -> told.putIfAbsent(owner, new Recipient(owner, Audience.OWNER)));
        String own = mailbox.address().value();
        told.putIfAbsent(own, new Recipient(own, Audience.MAILBOX));
        return told.values();
    }

    private static String canonical(String address) {
        return EmailAddress.parse(address).map(EmailAddress::value).orElse(address);
    }
}
