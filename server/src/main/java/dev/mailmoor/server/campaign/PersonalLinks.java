package dev.mailmoor.server.campaign;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.campaign.PostgresCampaigns.Holder;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps the tokens of links sealed: every mail to a person carries the same one. */
@Component
class PersonalLinks {
    private static final String PURPOSE = "campaign-link";

    private final Vault vault;
    private final Settings settings;

    PersonalLinks(Vault vault, Settings settings) {
        this.vault = vault;
        this.settings = settings;
    }

    void keep(WorkspaceId workspace, List<Asked> people) {
        Map<SecretRef, Secret> tokens = HashMap.newHashMap(people.size());
        people.forEach(person -> tokens.put(ref(workspace, person.id()), Secret.of(person.token())));
        vault.seal(tokens);
    }

    Optional<URI> of(Holder holder) {
        SecretRef ref = ref(holder.workspace(), holder.person());
        return vault.open(List.of(ref)).get(ref) instanceof Opening.Opened(Secret token)
                ? Optional.of(token.reveal(text -> URI.create(settings.web().publicUrl() + "/c/" + text)))
                : Optional.empty();
    }

    void forget(Holder holder) {
        vault.forget(holder.workspace(), holder.person());
    }

    private static SecretRef ref(WorkspaceId workspace, UUID person) {
        return new SecretRef(workspace, person, PURPOSE, 1);
    }
}
