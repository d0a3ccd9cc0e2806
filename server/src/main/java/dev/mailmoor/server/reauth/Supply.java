package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.signin.NewGrant;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A credential that is ready to be proved.
 *
 * @param attempts that prove it
 * @param carriedOver channels whose settings and secret stay as they are
 * @param refused what an OAuth server said, when it gave no tokens; then there is nothing to prove
 */
record Supply(
        Given given, Map<Direction, Attempt> attempts, Set<Direction> carriedOver, Map<Direction, Diagnosis> refused) {

    static Supply refused(Map<Direction, Diagnosis> refused) {
        return new Supply(Given.secrets(Map.of()), Map.of(), Set.of(), refused);
    }

    CredentialKind kind(Supplier<CredentialKind> ofSecrets) {
        return given.grant().isPresent() ? CredentialKind.OAUTH : ofSecrets.get();
    }

    Optional<OAuthClientId> oauthClient() {
        return given.grant().map(NewGrant::client);
    }

    Optional<Instant> endsAt() {
        return given.grant().flatMap(NewGrant::endsAt);
    }
}
