package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.ManyMailboxes;
import dev.mailmoor.server.mailbox.NewMailbox;
import dev.mailmoor.server.monitor.ManyChannels;
import dev.mailmoor.server.monitor.ManyChannels.Followed;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import dev.mailmoor.server.reauth.ManyConnections.Saving;
import dev.mailmoor.server.signin.OAuthGrants;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.Access;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Puts many new mailboxes in force with a few statements for all. */
@Component
class AddMany {
    private final ManyMailboxes mailboxes;
    private final AppPasswordSpaces spaces;
    private final Vault vault;
    private final OAuthGrants grants;
    private final ManyChannels channels;
    private final ChronicleOfMany chronicle;

    AddMany(
            ManyMailboxes mailboxes,
            AppPasswordSpaces spaces,
            Vault vault,
            OAuthGrants grants,
            ManyChannels channels,
            ChronicleOfMany chronicle) {
        this.mailboxes = mailboxes;
        this.spaces = spaces;
        this.vault = vault;
        this.grants = grants;
        this.channels = channels;
        this.chronicle = chronicle;
    }

    record Added(Proved proved, Plan plan, String note, NewMailbox mailbox) {}

    Map<Proved, Saving> add(Access access, List<Added> adds, String origin) {
        if (adds.isEmpty()) {
            return Map.of();
        }
        Set<MailboxId> added = mailboxes.add(
                access.workspace(), adds.stream().map(Added::mailbox).toList());
        List<Added> there =
                adds.stream().filter(one -> added.contains(one.mailbox.id())).toList();
        ManySecrets secrets = new ManySecrets();
        List<ChannelTarget> untried = new ArrayList<>();
        List<Followed> tried = new ArrayList<>();
        List<ChronicleOfMany.Told> told = new ArrayList<>();
        Map<Proved, Saving> saved = new IdentityHashMap<>();
        for (Added one : there) {
            long version = one.mailbox.credential().version();
            secrets.add(
                    new CredentialKey(access.workspace(), one.mailbox.id(), version),
                    spaces.allWithout(one.plan.address().value(), one.plan.channels(), one.plan.secrets()),
                    one.plan.grant());
            one.plan.channels().forEach((direction, settings) -> {
                ChannelTarget target = target(access, one, direction, settings);
                Optional<Diagnosis> seen =
                        Optional.ofNullable(one.proved.tried().get(direction));
                seen.ifPresentOrElse(_ -> tried.add(new Followed.Renewed(target, seen)), () -> untried.add(target));
            });
            String sentence = (Sentences.added(one.proved.tried()) + " " + one.note).strip();
            told.add(new ChronicleOfMany.Told(one.mailbox.id(), TimelineKind.IMPORTED, sentence + " " + origin));
            saved.put(one.proved, new Saving.Saved(one.mailbox.id(), OptionalLong.of(version), sentence));
        }
        secrets.keepFirst(vault, grants);
        chronicle.tell(access, told);
        channels.begin(untried);
        channels.follow(tried);
        return saved;
    }

    private static ChannelTarget target(Access access, Added one, Direction direction, ChannelSettings settings) {
        return new ChannelTarget(
                new ChannelKey(access.workspace(), one.mailbox.id(), direction),
                one.plan.address().value(),
                settings,
                one.mailbox.credential().version(),
                one.mailbox.credential().oauthClient());
    }
}
