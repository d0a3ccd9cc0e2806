package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.signin.NewGrant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What comes into force with a credential version.
 *
 * @param secrets one for every channel there will be; none for a grant
 * @param grant that was just got
 * @param grantOf the version whose grant is put back
 */
record Given(Map<Direction, Secret> secrets, Optional<NewGrant> grant, OptionalLong grantOf) {
    static Given secrets(Map<Direction, Secret> secrets) {
        return new Given(secrets, Optional.empty(), OptionalLong.empty());
    }

    static Given of(Map<Direction, Secret> secrets, Optional<NewGrant> grant) {
        return new Given(secrets, grant, OptionalLong.empty());
    }

    static Given grantOf(long version) {
        return new Given(Map.of(), Optional.empty(), OptionalLong.of(version));
    }
}
