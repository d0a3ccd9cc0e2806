package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxTexts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads a change against the mailbox it is meant for; holds that a stored secret goes nowhere new. */
@Component
class EditReader {
    private final DraftReader drafts;

    EditReader(DraftReader drafts) {
        this.drafts = drafts;
    }

    /** Of no use when faults were added. */
    Edit read(Mailbox before, MailboxChange change, Faults faults) {
        checkAddress(before, change, faults);
        MailboxTexts texts = texts(before, change);
        texts.faults().forEach(fault -> faults.add(fault.field(), fault.message()));
        Map<Direction, ChannelDraft> sides = sides(change);
        Map<Direction, ChannelSettings> changed = drafts.edited(before, sides, faults);
        changed.entrySet()
                .removeIf(entry -> before.channel(entry.getKey())
                        .filter(entry.getValue()::equals)
                        .isPresent());
        GivenSecrets given = GivenSecrets.of(change.secret(), sides, faults);
        if (!changed.isEmpty()
                && given.none()
                && before.credential().oauthClient().isPresent()) {
            return new Edit(texts, changed, Map.of());
        }
        return new Edit(texts, changed, secrets(before, changed, given, faults));
    }

    static Map<Direction, ChannelDraft> sides(MailboxChange change) {
        Map<Direction, ChannelDraft> sides = new EnumMap<>(Direction.class);
        change.receiving().ifPresent(draft -> sides.put(Direction.RECEIVING, draft));
        change.sending().ifPresent(draft -> sides.put(Direction.SENDING, draft));
        return sides;
    }

    private static void checkAddress(Mailbox before, MailboxChange change, Faults faults) {
        boolean same = change.address()
                .map(typed -> EmailAddress.parse(typed).equals(Optional.of(before.address())))
                .orElse(true);
        if (!same) {
            faults.add(
                    "address",
                    "The address of a mailbox never changes: disconnect this mailbox and connect the new address.");
        }
    }

    private static MailboxTexts texts(Mailbox before, MailboxChange change) {
        return new MailboxTexts(
                        change.name().map(name -> name.over(before.name())).orElse(before.name()),
                        change.configurationName().orElse(before.configurationName()),
                        change.description().orElse(before.description()),
                        change.owner().orElse(before.owner()),
                        change.tags().orElse(before.tags()))
                .tidied();
    }

    /** A common secret is meant for the channels that change; where none does, for all. */
    private static Map<Direction, Secret> secrets(
            Mailbox before, Map<Direction, ChannelSettings> changed, GivenSecrets given, Faults faults) {
        Map<Direction, Secret> secrets = given.forAll(changed.keySet(), SecretRules.NEVER_TRAVELS, faults);
        for (Direction channel : Direction.values()) {
            boolean there =
                    changed.containsKey(channel) || before.channel(channel).isPresent();
            if (there && (changed.isEmpty() || given.hasOwn(channel))) {
                given.of(channel).ifPresent(secret -> secrets.put(channel, secret));
            }
        }
        return secrets;
    }
}
