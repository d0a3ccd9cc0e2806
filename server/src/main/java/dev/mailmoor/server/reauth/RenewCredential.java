package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.workspace.Access;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes a new secret for settings that stay as they are. */
@Component
class RenewCredential {
    private final Replacement replacement;

    RenewCredential(Replacement replacement) {
        this.replacement = replacement;
    }

    Renewal renew(Access access, Mailbox before, Candidate candidate, Proving proving) {
        Faults faults = new Faults();
        Map<Direction, Secret> secrets =
                candidate.oauth().isPresent() ? noSecrets(candidate, faults) : secrets(before, candidate, faults);
        return faults.any()
                ? new Renewal.Invalid(faults.all())
                : replacement.replace(
                        access, before, new Edit(before.texts(), Map.of(), secrets, candidate.oauth()), proving);
    }

    private static Map<Direction, Secret> noSecrets(Candidate candidate, Faults faults) {
        if (!GivenSecrets.of(candidate, faults).none()) {
            faults.add("secret", SecretRules.ONE_OF_BOTH);
        }
        return Map.of();
    }

    private static Map<Direction, Secret> secrets(Mailbox before, Candidate candidate, Faults faults) {
        GivenSecrets given = GivenSecrets.of(candidate, faults);
        Map<Direction, Secret> secrets = new EnumMap<>(Direction.class);
        if (given.none()) {
            faults.add("secret", SecretRules.MISSING);
        }
        for (Direction direction : Direction.values()) {
            if (before.channel(direction).isPresent()) {
                given.of(direction).ifPresent(secret -> secrets.put(direction, secret));
            } else if (given.hasOwn(direction)) {
                faults.add(given.name(direction), "This mailbox has no channel for " + direction.word() + ".");
            }
        }
        return secrets;
    }
}
