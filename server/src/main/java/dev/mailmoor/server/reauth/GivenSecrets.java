package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Direction;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The secrets of a request: a common one, and one of each channel's own, which goes before. */
final class GivenSecrets {
    private final Optional<Secret> common;
    private final Map<Direction, Secret> own;
    private final Names names;
    private final boolean faulty;

    private GivenSecrets(Optional<Secret> common, Map<Direction, Secret> own, Names names, boolean faulty) {
        this.common = common;
        this.own = own;
        this.names = names;
        this.faulty = faulty;
    }

    /** As a mailbox's draft has them: {@code secret}, {@code receiving.secret}, {@code sending.secret}. */
    static GivenSecrets of(Optional<Secret> common, Map<Direction, ChannelDraft> drafts, Faults faults) {
        Map<Direction, Secret> own = new EnumMap<>(Direction.class);
        drafts.forEach((direction, draft) -> draft.secret().ifPresent(secret -> own.put(direction, secret)));
        return checked(common, own, Names.IN_CHANNELS, faults);
    }

    /** As a new credential has them: {@code secret}, {@code receivingSecret}, {@code sendingSecret}. */
    static GivenSecrets of(Candidate candidate, Faults faults) {
        Map<Direction, Secret> own = new EnumMap<>(Direction.class);
        candidate.receiving().ifPresent(secret -> own.put(Direction.RECEIVING, secret));
        candidate.sending().ifPresent(secret -> own.put(Direction.SENDING, secret));
        return checked(candidate.secret(), own, Names.SIDE_BY_SIDE, faults);
    }

    private static GivenSecrets checked(
            Optional<Secret> common, Map<Direction, Secret> own, Names names, Faults faults) {
        int faultsBefore = faults.count();
        common.ifPresent(secret -> SecretRules.check("secret", secret, faults));
        own.forEach((direction, secret) -> SecretRules.check(names.of(direction), secret, faults));
        return new GivenSecrets(common, own, names, faults.count() > faultsBefore);
    }

    boolean none() {
        return common.isEmpty() && own.isEmpty();
    }

    boolean hasOwn(Direction direction) {
        return own.containsKey(direction);
    }

    String name(Direction direction) {
        return names.of(direction);
    }

    Optional<Secret> of(Direction direction) {
        return Optional.ofNullable(own.get(direction)).or(() -> common);
    }

    /** One for each of these channels; what is missing becomes a fault. */
    Map<Direction, Secret> forAll(Set<Direction> channels, Faults faults) {
        return forAll(channels, SecretRules.MISSING, faults);
    }

    /** @param missing what is said of one that is */
    Map<Direction, Secret> forAll(Set<Direction> channels, String missing, Faults faults) {
        Map<Direction, Secret> secrets = new EnumMap<>(Direction.class);
        if (faulty || channels.isEmpty()) {
            return secrets;
        }
        if (none()) {
            faults.add("secret", missing);
            return secrets;
        }
        for (Direction channel : channels) {
            of(channel)
                    .ifPresentOrElse(
                            secret -> secrets.put(channel, secret), () -> faults.add(names.of(channel), missing));
        }
        return secrets;
    }

    /** How the API names each channel's own secret. */
    private enum Names {
        IN_CHANNELS,
        SIDE_BY_SIDE;

        String of(Direction direction) {
            return direction.word() + (this == IN_CHANNELS ? ".secret" : "Secret");
        }
    }
}
