package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.ManyMailboxes;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads many drafts against what is registered, with a few queries for all. */
@Component
class ReadMany {
    /** Where nobody doubts that the credential works, offering the same one again changes nothing. */
    private static final Set<MailboxState> UNDOUBTED =
            EnumSet.of(MailboxState.CONNECTED, MailboxState.UNVERIFIED, MailboxState.PAUSED);

    private final ManyMailboxes mailboxes;
    private final SignIns signIns;
    private final AppPasswordSpaces spaces;
    private final WithoutPeople withoutPeople;
    private final DomainServers domains;
    private final DraftReader looking;
    private final DraftReader assuming;

    ReadMany(
            ManyMailboxes mailboxes,
            SignIns signIns,
            AppPasswordSpaces spaces,
            WithoutPeople withoutPeople,
            Settings settings,
            Providers providers,
            Discovery discovery) {
        this.mailboxes = mailboxes;
        this.signIns = signIns;
        this.spaces = spaces;
        this.withoutPeople = withoutPeople;
        this.domains = new DomainServers(discovery);
        this.looking = new DraftReader(settings, providers, domains);
        this.assuming = new DraftReader(settings, providers, new UsualServers(providers));
    }

    List<Intent> read(WorkspaceId workspace, List<MailboxDraft> drafts, ManyConnections.Blanks blanks) {
        Map<EmailAddress, Mailbox> known = known(workspace, drafts);
        Map<ChannelKey, SignIn> stored = signIns.prepare(known.values().stream()
                .flatMap(mailbox -> mailbox.targets().stream())
                .toList());
        if (blanks == ManyConnections.Blanks.LOOKED_FOR) {
            domains.lookAhead(withoutServers(drafts, known));
        }
        DraftReader reader = blanks == ManyConnections.Blanks.LOOKED_FOR ? looking : assuming;
        WithoutPeople.Offered offered = withoutPeople.offered(workspace, drafts);
        return drafts.stream()
                .map(draft -> EmailAddress.parse(draft.address())
                        .map(known::get)
                        .map(mailbox -> change(new Known(mailbox, stored, offered), draft, new EditReader(reader)))
                        .orElseGet(() -> offered.add(draft, reader).orElseGet(() -> add(draft, reader))))
                .toList();
    }

    private Map<EmailAddress, Mailbox> known(WorkspaceId workspace, List<MailboxDraft> drafts) {
        Set<EmailAddress> addresses = new HashSet<>();
        drafts.forEach(draft -> EmailAddress.parse(draft.address()).ifPresent(addresses::add));
        return addresses.isEmpty() ? Map.of() : mailboxes.find(workspace, addresses);
    }

    private static List<EmailAddress> withoutServers(List<MailboxDraft> drafts, Map<EmailAddress, Mailbox> known) {
        return drafts.stream()
                .filter(draft -> draft.secret().isPresent() || draft.receiving().isPresent())
                .filter(draft -> hostless(draft.receiving()) || hostless(draft.sending()))
                .flatMap(draft -> EmailAddress.parse(draft.address()).stream())
                .filter(address -> !known.containsKey(address))
                .toList();
    }

    private static boolean hostless(Optional<ChannelDraft> side) {
        return side.filter(draft -> !draft.host().isBlank()).isEmpty();
    }

    /** A side that was left blank, and for which nothing was found, is left out: beside one that was named. */
    static Intent add(MailboxDraft draft, DraftReader reader) {
        Faults faults = new Faults();
        return reader.read(draft, faults)
                .<Intent>map(plan -> new Intent.Add(plan, ""))
                .or(() -> oneSided(draft, reader))
                .orElseGet(() -> new Intent.Invalid(Optional.empty(), faults.all()));
    }

    private static Optional<Intent> oneSided(MailboxDraft draft, DraftReader reader) {
        boolean receiving = leftBlank(draft.receiving());
        boolean sending = leftBlank(draft.sending());
        if (receiving == sending) {
            return Optional.empty();
        }
        MailboxDraft without = new MailboxDraft(
                draft.address(),
                draft.name(),
                draft.configurationName(),
                draft.description(),
                draft.owner(),
                draft.tags(),
                draft.receiving().filter(_ -> sending),
                draft.sending().filter(_ -> receiving),
                draft.secret(),
                draft.oauth());
        String missing = (sending ? Direction.SENDING : Direction.RECEIVING).word();
        String note = "No server for " + missing
                + " was given, and none was found with a password for it: the mailbox goes without.";
        return reader.read(without, new Faults()).map(plan -> new Intent.Add(plan, note));
    }

    private static boolean leftBlank(Optional<ChannelDraft> side) {
        return side.filter(draft -> draft.host().isBlank() && draft.port().isBlank())
                .isPresent();
    }

    /** What there is about a mailbox that is registered. */
    private record Known(Mailbox mailbox, Map<ChannelKey, SignIn> stored, WithoutPeople.Offered offered) {}

    private Intent change(Known known, MailboxDraft draft, EditReader reader) {
        Mailbox before = known.mailbox;
        Faults faults = new Faults();
        Edit read = reader.read(before, DraftAsChange.of(before, draft), faults);
        if (read.keepsGrant(before)) {
            faults.add("secret", SecretRules.GRANT_STAYS);
        }
        if (faults.any()) {
            return new Intent.Invalid(Optional.of(before), faults.all());
        }
        Optional<Intent> renewed = known.offered.renew(before, draft, read);
        return renewed.orElseGet(() -> change(known, read, faults));
    }

    private Intent change(Known known, Edit read, Faults faults) {
        Mailbox before = known.mailbox;
        Map<Direction, Secret> inForce = inForce(before, known.stored);
        Edit edit = brings(before, read, inForce) ? read : new Edit(read.texts(), Map.of(), Map.of());
        if (edit.changesNothing(before)) {
            return new Intent.Unchanged(before);
        }
        Map<Direction, Secret> kept = new EnumMap<>(Direction.class);
        if (!edit.secrets().isEmpty()) {
            kept.putAll(inForce);
            kept.keySet().removeAll(edit.secrets().keySet());
            checkAllKept(edit.channelsAfter(before).keySet(), edit, kept, faults);
        }
        return faults.any()
                ? new Intent.Invalid(Optional.of(before), faults.all())
                : new Intent.Replace(before, edit, kept);
    }

    private static void checkAllKept(Set<Direction> channels, Edit edit, Map<Direction, Secret> kept, Faults faults) {
        for (Direction channel : channels) {
            if (!edit.secrets().containsKey(channel) && !kept.containsKey(channel)) {
                faults.add(channel.word() + ".secret", "The password in force does not open: give this one too.");
            }
        }
    }

    private boolean brings(Mailbox before, Edit edit, Map<Direction, Secret> inForce) {
        boolean sameSecrets =
                spaces
                        .allWithout(before.address().value(), edit.channelsAfter(before), edit.secrets())
                        .entrySet()
                        .stream()
                        .allMatch(secret -> Optional.ofNullable(inForce.get(secret.getKey()))
                                .filter(secret.getValue()::equals)
                                .isPresent());
        return !edit.channels().isEmpty() || !sameSecrets || !UNDOUBTED.contains(before.state());
    }

    private static Map<Direction, Secret> inForce(Mailbox mailbox, Map<ChannelKey, SignIn> stored) {
        Map<Direction, Secret> secrets = new HashMap<>();
        List<ChannelTarget> targets = new ArrayList<>(mailbox.targets());
        for (ChannelTarget target : targets) {
            if (stored.get(target.key()) instanceof SignIn.Ready(Secret secret)) {
                secrets.put(target.key().direction(), secret);
            }
        }
        return secrets;
    }
}
