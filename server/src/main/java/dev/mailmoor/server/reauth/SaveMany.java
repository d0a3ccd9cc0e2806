package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.ManyMailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.NewMailbox;
import dev.mailmoor.server.mailbox.Revision;
import dev.mailmoor.server.monitor.ManyChannels;
import dev.mailmoor.server.monitor.ManyChannels.Followed;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import dev.mailmoor.server.reauth.ManyConnections.Saving;
import dev.mailmoor.server.signin.NewGrant;
import dev.mailmoor.server.signin.OAuthGrants;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.Access;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts many mailboxes, or new credential versions of them, in force with a few statements for all. */
@Component
class SaveMany {
    private final ManyMailboxes mailboxes;
    private final ConnectMailbox adding;
    private final Replacement replacing;
    private final AppPasswordSpaces spaces;
    private final Vault vault;
    private final ManyChannels channels;
    private final ChronicleOfMany chronicle;
    private final OAuthGrants grants;
    /** What was overtaken is undone by itself; what the caller did stays. */
    private final TransactionTemplate inside;

    SaveMany(
            ManyMailboxes mailboxes,
            ConnectMailbox adding,
            Replacement replacing,
            AppPasswordSpaces spaces,
            Vault vault,
            ManyChannels channels,
            ChronicleOfMany chronicle,
            OAuthGrants grants,
            TransactionTemplate transaction) {
        this.mailboxes = mailboxes;
        this.adding = adding;
        this.replacing = replacing;
        this.spaces = spaces;
        this.vault = vault;
        this.channels = channels;
        this.chronicle = chronicle;
        this.grants = grants;
        this.inside = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        inside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    List<Saving> save(Access access, List<Proved> proved, String origin) {
        Map<Proved, Saving> saved = new IdentityHashMap<>();
        List<Added> adds = new ArrayList<>();
        List<Replaced> replacements = new ArrayList<>();
        for (Proved one : proved) {
            switch (one.intent()) {
                case Intent.Add(Plan plan, String note) ->
                    adds.add(new Added(
                            one, plan, note, adding.newMailbox(access, plan, supply(plan.secrets(), plan.grant()))));
                case Intent.Replace replace -> replacements.add(new Replaced(one, replace, revision(access, replace)));
            }
        }
        // Those that exist first: their beliefs and rows are locked in the order that the register asks for.
        saved.putAll(replace(access, replacements, origin));
        saved.putAll(add(access, adds, origin));
        return proved.stream()
                .map(one -> saved.getOrDefault(one, new Saving.Overtaken()))
                .toList();
    }

    private record Added(Proved proved, Plan plan, String note, NewMailbox mailbox) {}

    private record Replaced(Proved proved, Intent.Replace intent, Revision revision) {
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

    private Revision revision(Access access, Intent.Replace replace) {
        return replace.edit().secrets().isEmpty() && !replace.byGrant()
                ? new Revision(replace.edit().texts(), replace.before().provider(), Map.of(), Optional.empty())
                : replacing.revision(
                        access,
                        replace.before(),
                        replace.edit(),
                        supply(replace.edit().secrets(), replace.edit().grant()));
    }

    private static Supply supply(Map<Direction, Secret> secrets, Optional<GivenGrant> grant) {
        return new Supply(Given.of(secrets, grant.map(SaveMany::got)), Map.of(), Set.of(), Map.of());
    }

    private static NewGrant got(GivenGrant grant) {
        return switch (grant) {
            case GivenGrant.Fresh(NewGrant fresh) -> fresh;
            case GivenGrant.ByToken _ -> throw new IllegalStateException("its token was not got");
        };
    }

    private static CredentialKey key(Access access, MailboxId mailbox, long version) {
        return new CredentialKey(access.workspace(), mailbox, version);
    }

    private Map<Proved, Saving> add(Access access, List<Added> adds, String origin) {
        if (adds.isEmpty()) {
            return Map.of();
        }
        Set<MailboxId> added = mailboxes.add(
                access.workspace(), adds.stream().map(Added::mailbox).toList());
        List<Added> there =
                adds.stream().filter(one -> added.contains(one.mailbox.id())).toList();
        Map<SecretRef, Secret> secrets = new LinkedHashMap<>();
        Map<CredentialKey, NewGrant> kept = new LinkedHashMap<>();
        List<ChannelTarget> untried = new ArrayList<>();
        List<Followed> tried = new ArrayList<>();
        List<ChronicleOfMany.Told> told = new ArrayList<>();
        Map<Proved, Saving> saved = new IdentityHashMap<>();
        for (Added one : there) {
            long version = one.mailbox.credential().version();
            one.plan.grant().ifPresent(grant -> kept.put(key(access, one.mailbox.id(), version), got(grant)));
            spaces.allWithout(one.plan.address().value(), one.plan.channels(), one.plan.secrets())
                    .forEach((direction, secret) ->
                            secrets.put(ref(access, one.mailbox.id(), direction, version), secret));
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
        grants.keep(kept);
        vault.seal(secrets);
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

    private Map<Proved, Saving> replace(Access access, List<Replaced> all, String origin) {
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
        Map<SecretRef, Secret> secrets = new LinkedHashMap<>();
        Map<CredentialKey, NewGrant> kept = new LinkedHashMap<>();
        List<Followed> followed = new ArrayList<>();
        List<ChronicleOfMany.Told> told = new ArrayList<>();
        List<Mailbox> changed = new ArrayList<>();
        for (Replaced one : all) {
            told.addAll(told(one, origin));
            one.revision.credential().ifPresent(made -> {
                changed.add(one.before());
                one.intent
                        .edit()
                        .grant()
                        .ifPresent(grant -> kept.put(key(access, one.before().id(), made.version()), got(grant)));
                secrets(one)
                        .forEach((direction, secret) ->
                                secrets.put(ref(access, one.before().id(), direction, made.version()), secret));
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
        grants.keep(kept);
        vault.seal(secrets);
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

    private static SecretRef ref(Access access, MailboxId mailbox, Direction direction, long version) {
        return new SecretRef(access.workspace(), mailbox.value(), direction.word(), version);
    }
}
