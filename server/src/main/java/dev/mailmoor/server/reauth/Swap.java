package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.NewMailbox;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.signin.OAuthGrants;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a mailbox, or a new credential version of one, in force: whole, in one transaction, or not at all. */
@Component
class Swap {
    private final TransactionTemplate transaction;
    private final Mailboxes mailboxes;
    private final Vault vault;
    private final Monitor monitor;
    private final OAuthGrants grants;

    Swap(TransactionTemplate transaction, Mailboxes mailboxes, Vault vault, Monitor monitor, OAuthGrants grants) {
        this.transaction = transaction;
        this.mailboxes = mailboxes;
        this.vault = vault;
        this.monitor = monitor;
        this.grants = grants;
    }

    /**
     * Empty when the address has been registered meanwhile.
     *
     * @param tell runs in the transaction, before what follows from the deed is told
     */
    Optional<Mailbox> add(NewMailbox mailbox, Given given, Map<Direction, Diagnosis> tried, Consumer<Mailbox> tell) {
        return transaction.execute(status -> {
            if (!mailboxes.add(mailbox)) {
                return Optional.empty();
            }
            tell.accept(found(mailbox));
            store(
                    new CredentialKey(
                            mailbox.workspace(),
                            mailbox.id(),
                            mailbox.credential().version()),
                    given);
            for (ChannelTarget target : found(mailbox).targets()) {
                monitor.follow(
                        target, Optional.ofNullable(tried.get(target.key().direction())));
            }
            return Optional.of(found(mailbox));
        });
    }

    private Mailbox found(NewMailbox mailbox) {
        return mailboxes.find(mailbox.workspace(), mailbox.id()).orElseThrow();
    }

    /**
     * Empty when the mailbox was changed or removed meanwhile, or the deed must not be done; nothing is changed then, nor told.
     *
     * @param tell runs in the transaction, before what follows from the deed is told; false when it must not be done
     */
    Optional<Mailbox> replace(Mailbox before, Incoming incoming, BooleanSupplier tell) {
        try {
            return transaction.execute(status -> {
                if (tell.getAsBoolean()) {
                    return replace(before, incoming, status);
                }
                status.setRollbackOnly();
                return Optional.empty();
            });
        } catch (DataIntegrityViolationException removedMeanwhile) {
            if (mailboxes.find(before.workspace(), before.id()).isPresent()) {
                throw removedMeanwhile;
            }
            return Optional.empty();
        }
    }

    /** The mailbox itself comes last: so the locks are taken in the order that the register asks for. */
    private Optional<Mailbox> replace(Mailbox before, Incoming incoming, TransactionStatus status) {
        NewCredential credential = incoming.revision().credential().orElseThrow();
        if (!store(new CredentialKey(before.workspace(), before.id(), credential.version()), incoming.given())) {
            status.setRollbackOnly();
            return Optional.empty();
        }
        Map<Direction, ChannelSettings> channels = new EnumMap<>(Direction.class);
        channels.putAll(before.channels());
        channels.putAll(incoming.revision().channels());
        channels.forEach((direction, settings) -> {
            ChannelKey key = new ChannelKey(before.workspace(), before.id(), direction);
            follow(
                    new ChannelTarget(
                            key, before.address().value(), settings, credential.version(), credential.oauthClient()),
                    incoming);
        });
        Optional<Mailbox> after = mailboxes.revise(before, incoming.revision());
        if (after.isEmpty()) {
            status.setRollbackOnly();
        }
        return after;
    }

    private void follow(ChannelTarget target, Incoming incoming) {
        Direction direction = target.key().direction();
        if (incoming.carriedOver().contains(direction)) {
            monitor.carryOver(target);
        } else {
            monitor.follow(target, Optional.ofNullable(incoming.tried().get(direction)));
        }
    }

    /** False when the grant that is to be put back does not open. */
    private boolean store(CredentialKey key, Given given) {
        Map<SecretRef, Secret> sealed = new LinkedHashMap<>();
        for (Direction direction : Direction.values()) {
            Secret secret = given.secrets().get(direction);
            if (secret != null) {
                sealed.put(
                        new SecretRef(key.workspace(), key.mailbox().value(), direction.word(), key.version()), secret);
            }
        }
        vault.seal(sealed);
        given.grant().ifPresent(grant -> grants.keep(key, grant));
        return given.grantOf().isEmpty()
                || grants.copy(
                        new CredentialKey(
                                key.workspace(), key.mailbox(), given.grantOf().getAsLong()),
                        key.version());
    }
}
