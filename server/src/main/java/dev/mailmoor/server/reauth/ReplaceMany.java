package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.ManyMailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.Revision;
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
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts new credential versions of many mailboxes in force with a few statements for all. */
@Component
class ReplaceMany {
    private final ManyMailboxes mailboxes;
    private final AppPasswordSpaces spaces;
    private final Vault vault;
    private final OAuthGrants grants;
    private final ManyChannels channels;
    private final ChronicleOfMany chronicle;
    /** What was overtaken is undone by itself; what the caller did stays. */
    private final TransactionTemplate inside;

    ReplaceMany(
            ManyMailboxes mailboxes,
            AppPasswordSpaces spaces,
            Vault vault,
            OAuthGrants grants,
            ManyChannels channels,
            ChronicleOfMany chronicle,
            TransactionTemplate transaction) {
        this.mailboxes = mailboxes;
        this.spaces = spaces;
        this.vault = vault;
        this.grants = grants;
        this.channels = channels;
        this.chronicle = chronicle;
        this.inside = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        inside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    record Replaced(Proved proved, Intent.Replace intent, Revision revision) {
        Mailbox before() {
            return intent.before();
        }

        boolean whole() {
            return Proving.whole(intent.edit().channelsAfter(before()).keySet(), proved.tried());
        }

        String sentence() {
            return revision.credential().isEmpty()
                    ? "Names and texts were changed."
                    : Sentences.changed(intent.edit(), proved.tried());
        }

        OptionalLong version() {
            return revision.credential()
                    .map(made -> OptionalLong.of(made.version()))
                    .orElse(OptionalLong.empty());
        }
    }

    Map<Proved, Saving> replace(Access access, List<Replaced> all, String origin) {
        List<Replaced> left = new ArrayList<>(all);
        Map<Proved, Saving> saved = new IdentityHashMap<>();
        while (!left.isEmpty() && saved.isEmpty()) {
            inside.executeWithoutResult(status -> {
                replaceUnlessOvertaken(access, left, origin);
                Set<MailboxId> revised = mailboxes.revise(
                        access.workspace(),
                        left.stream()
                                .map(one -> new ManyMailboxes.Change(one.before(), one.revision))
                                .toList());
                if (left.removeIf(one -> !revised.contains(one.before().id()))) {
                    status.setRollbackOnly();
                } else {
                    left.forEach(one -> saved.put(one.proved, saved(one)));
                }
            });
        }
        return saved;
    }

    /** The register comes last: so the locks are taken in the order that it asks for. */
    private void replaceUnlessOvertaken(Access access, List<Replaced> all, String origin) {
        ManySecrets secrets = new ManySecrets();
        List<Followed> followed = new ArrayList<>();
        List<ChronicleOfMany.Told> told = new ArrayList<>();
        List<Mailbox> changed = new ArrayList<>();
        for (Replaced one : all) {
            told.addAll(told(one, origin));
            one.revision.credential().ifPresent(made -> {
                changed.add(one.before());
                secrets.add(
                        new CredentialKey(access.workspace(), one.before().id(), made.version()),
                        secrets(one),
                        one.intent.edit().grant());
                followed.addAll(followed(one, made));
            });
        }
        chronicle.credentialsChanged(changed);
        chronicle.linksRestored(
                access.workspace(),
                all.stream()
                        .filter(Replaced::whole)
                        .map(one -> one.before().id())
                        .toList());
        chronicle.tell(access, told);
        secrets.keep(vault, grants);
        channels.follow(followed);
    }

    private Map<Direction, Secret> secrets(Replaced one) {
        Edit edit = one.intent.edit();
        Map<Direction, Secret> secrets =
                spaces.allWithout(one.before().address().value(), edit.channelsAfter(one.before()), edit.secrets());
        secrets.putAll(one.intent.kept());
        return secrets;
    }

    private static List<Followed> followed(Replaced one, NewCredential made) {
        List<Followed> followed = new ArrayList<>();
        one.intent.edit().channelsAfter(one.before()).forEach((direction, settings) -> {
            ChannelKey key =
                    new ChannelKey(one.before().workspace(), one.before().id(), direction);
            ChannelTarget target = new ChannelTarget(
                    key, one.before().address().value(), settings, made.version(), made.oauthClient());
            followed.add(
                    one.intent.kept().containsKey(direction)
                            ? new Followed.CarriedOver(target)
                            : new Followed.Renewed(
                                    target,
                                    Optional.ofNullable(one.proved.tried().get(direction))));
        });
        return followed;
    }

    private static Saving saved(Replaced one) {
        return new Saving.Saved(one.before().id(), one.version(), one.sentence());
    }

    private static List<ChronicleOfMany.Told> told(Replaced one, String origin) {
        MailboxId id = one.before().id();
        List<ChronicleOfMany.Told> told = new ArrayList<>();
        if (one.revision.credential().isPresent()) {
            told.add(new ChronicleOfMany.Told(
                    id,
                    TimelineKind.CREDENTIAL_CHANGED,
                    Sentences.newCredential(one.intent.edit(), one.proved.tried())));
        }
        if (!one.intent.edit().channels().isEmpty()) {
            told.add(new ChronicleOfMany.Told(
                    id,
                    TimelineKind.SETTINGS_CHANGED,
                    Sentences.newServers(one.intent.edit().channels())));
        }
        told.add(new ChronicleOfMany.Told(id, TimelineKind.IMPORTED, one.sentence() + " " + origin));
        return told;
    }
}
