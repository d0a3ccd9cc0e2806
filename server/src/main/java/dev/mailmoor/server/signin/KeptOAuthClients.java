package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.signin.OAuthClientReader.Needed;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps clients in the database, their secrets in the vault. */
@Component
class KeptOAuthClients implements OAuthClients {
    private static final long FIRST_SECRET = 1;

    private final PostgresOAuthClients table;
    private final Vault vault;
    private final MailHosts hosts;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    KeptOAuthClients(
            PostgresOAuthClients table,
            Vault vault,
            MailHosts hosts,
            Settings settings,
            AuditTrail audit,
            Clock clock) {
        this.table = table;
        this.vault = vault;
        this.hosts = hosts;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** The name of a client's sealed secret. */
    static SecretRef secretOf(OAuthClient client) {
        return new SecretRef(client.workspace(), client.id().value(), "oauth-client", client.secretVersion());
    }

    @Override
    public List<OAuthClient> all(WorkspaceId workspace) {
        return table.all(workspace);
    }

    @Override
    public Optional<OAuthClient> find(WorkspaceId workspace, OAuthClientId client) {
        return table.find(workspace, client);
    }

    @Override
    @Transactional
    public Saving add(Access access, OAuthClientDraft draft) {
        OAuthClientReader reader = reader(draft);
        OAuthProvider provider = reader.provider();
        OAuthFlow flow = reader.flow();
        reader.checkSecret(flow, provider == OAuthProvider.OIDC && flow == OAuthFlow.PERSON ? Needed.NO : Needed.YES);
        OAuthClient client = new OAuthClient(
                access.workspace(),
                new OAuthClientId(TimeOrderedId.next()),
                reader.name(provider.title()),
                provider,
                flow,
                reader.issuer(provider.usualIssuer()),
                reader.clientId(serviceAccount(flow, draft)),
                reader.scopes(provider.usualScopes(flow)),
                reader.hosts(List.of()),
                FIRST_SECRET,
                clock.instant(),
                1);
        reader.checkFlow(client);
        if (!reader.faults().isEmpty()) {
            return new Saving.Invalid(reader.faults());
        }
        table.add(client);
        seal(client, draft.clientSecret());
        audit.write(access, "oauth-client.added", client.name(), "At " + client.issuer() + ".");
        return new Saving.Saved(client);
    }

    /** A service account's key says whose it is. */
    private static Optional<String> serviceAccount(OAuthFlow flow, OAuthClientDraft draft) {
        return flow == OAuthFlow.DOMAIN_WIDE
                ? draft.clientSecret().flatMap(ServiceAccount::read).map(ServiceAccount::email)
                : Optional.empty();
    }

    @Override
    @Transactional
    public Saving change(Access access, OAuthClientId id, OAuthClientDraft draft, OptionalLong expected) {
        Optional<OAuthClient> found = table.find(access.workspace(), id);
        if (found.isEmpty()) {
            return new Saving.NotFound();
        }
        OAuthClient before = found.get();
        if (expected.isPresent() && expected.getAsLong() != before.version()) {
            return new Saving.Stale(before.version());
        }
        OAuthClientReader reader = reader(draft);
        reader.checkSame(before);
        OAuthClient after = changed(before, draft, reader);
        reader.checkFlow(after);
        boolean elsewhere = !after.issuer().equals(before.issuer());
        if (elsewhere && table.mailboxes(before) > 0) {
            reader.fault(
                    "issuer",
                    "Mailboxes sign in by this client, and what was granted to it must not go elsewhere: add another"
                            + " client for another issuer.");
        }
        reader.checkSecret(before.flow(), elsewhere ? Needed.YES : Needed.NO);
        if (!reader.faults().isEmpty()) {
            return new Saving.Invalid(reader.faults());
        }
        if (!table.change(after)) {
            return missed(before);
        }
        seal(after, draft.clientSecret());
        audit.write(access, "oauth-client.changed", after.name(), told(draft));
        return table.find(access.workspace(), id).<Saving>map(Saving.Saved::new).orElseGet(Saving.NotFound::new);
    }

    /** Somebody was faster. */
    private Saving missed(OAuthClient before) {
        return table.find(before.workspace(), before.id())
                .<Saving>map(now -> new Saving.Stale(now.version()))
                .orElseGet(Saving.NotFound::new);
    }

    /** A secret, too, goes only where it was given for: another issuer needs its own. */
    private static OAuthClient changed(OAuthClient before, OAuthClientDraft draft, OAuthClientReader reader) {
        return new OAuthClient(
                before.workspace(),
                before.id(),
                reader.name(before.name()),
                before.provider(),
                before.flow(),
                reader.issuer(Optional.of(before.issuer().toString())),
                reader.clientId(Optional.of(before.identifier())),
                reader.scopes(before.scopes()),
                reader.hosts(before.hosts()),
                before.secretVersion() + (draft.clientSecret().isPresent() ? 1 : 0),
                before.createdAt(),
                before.version());
    }

    private static String told(OAuthClientDraft draft) {
        return draft.clientSecret().isPresent() ? "A new secret was entered." : "";
    }

    /** Whoever read the client a moment ago still opens the secret before. */
    private void seal(OAuthClient client, Optional<Secret> secret) {
        secret.ifPresent(given -> {
            vault.forgetVersion(client.workspace(), client.id().value(), client.secretVersion() - 2);
            vault.seal(Map.of(secretOf(client), given));
        });
    }

    private OAuthClientReader reader(OAuthClientDraft draft) {
        return new OAuthClientReader(draft, settings.mailServers().allowedNetworks());
    }

    @Override
    @Transactional
    public Removal remove(Access access, OAuthClientId id) {
        Optional<OAuthClient> found = table.find(access.workspace(), id);
        if (found.isEmpty()) {
            return new Removal.NotFound();
        }
        OAuthClient client = found.get();
        int mailboxes = table.mailboxes(client);
        if (mailboxes > 0) {
            return new Removal.InUse(mailboxes);
        }
        table.remove(client);
        vault.forget(client.workspace(), client.id().value());
        audit.write(access, "oauth-client.removed", client.name(), "");
        return new Removal.Removed();
    }

    @Override
    public boolean mayServe(OAuthClient client, String mailHost) {
        return hosts.mayReceive(client, mailHost);
    }

    @Override
    public URI redirectAddress() {
        return URI.create(settings.web().publicUrl() + "/oauth/callback");
    }
}
