package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.signin.NewGrant;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes what was given ready to be proved: secrets as their provider takes them, a grant with its tokens. */
@Component
class MakeSupply {
    private final SignIns signIns;
    private final AppPasswordSpaces spaces;
    private final TakeGrant grants;

    MakeSupply(SignIns signIns, AppPasswordSpaces spaces, TakeGrant grants) {
        this.signIns = signIns;
        this.spaces = spaces;
        this.grants = grants;
    }

    /** Of no use when faults were added. */
    Supply of(Mailbox before, Edit edit, Faults faults) {
        Map<Direction, ChannelSettings> channels = edit.channelsAfter(before);
        String address = before.address().value();
        if (edit.grant().isPresent()) {
            return granted(
                    new TakeGrant.Target(before.workspace(), address, channels),
                    edit.grant().get(),
                    faults);
        }
        if (edit.keepsGrant(before)) {
            return keptGrant(before, edit);
        }
        Map<Direction, Secret> secrets = spaces.allWithout(address, channels, edit.secrets());
        Map<Direction, Secret> kept = kept(before, edit.secrets().keySet(), faults);
        secrets.putAll(kept);
        return new Supply(
                Given.secrets(secrets), Attempt.each(address, channels, edit.secrets()), kept.keySet(), Map.of());
    }

    private Supply keptGrant(Mailbox before, Edit edit) {
        Set<Direction> others = EnumSet.noneOf(Direction.class);
        others.addAll(before.channels().keySet());
        others.removeAll(edit.channels().keySet());
        return new Supply(
                Given.grantOf(before.credential().version()),
                Attempt.byGrant(before, edit.channels(), signIns),
                others,
                Map.of());
    }

    /** Of no use when faults were added. */
    Supply of(TakeGrant.Target target, Plan plan, Faults faults) {
        return plan.grant()
                .map(grant -> granted(target, grant, faults))
                .orElseGet(() -> new Supply(
                        Given.secrets(spaces.allWithout(target.address(), plan.channels(), plan.secrets())),
                        plan.attempts(),
                        Set.of(),
                        Map.of()));
    }

    private Supply granted(TakeGrant.Target target, GivenGrant given, Faults faults) {
        return switch (grants.take(target, given, faults)) {
            case TakeGrant.Taking.Faulty _ -> Supply.refused(Map.of());
            case TakeGrant.Taking.Refused refused -> Supply.refused(refused.diagnoses());
            case TakeGrant.Taking.Taken(NewGrant grant) ->
                new Supply(
                        Given.of(Map.of(), Optional.of(grant)),
                        Attempt.each(target.address(), target.channels(), grant),
                        Set.of(),
                        Map.of());
        };
    }

    /** The secrets of the channels that get no new one; their settings do not change, so these may stay. */
    private Map<Direction, Secret> kept(Mailbox before, Set<Direction> renewed, Faults faults) {
        List<ChannelTarget> targets = before.targets().stream()
                .filter(target -> !renewed.contains(target.key().direction()))
                .toList();
        Map<Direction, Secret> kept = new EnumMap<>(Direction.class);
        if (targets.isEmpty()) {
            return kept;
        }
        signIns.prepare(targets).forEach((key, signIn) -> {
            switch (signIn) {
                case SignIn.Ready(Secret secret) -> kept.put(key.direction(), secret);
                case SignIn.ByToken _ ->
                    faults.add(
                            "secret",
                            "A grant serves both channels until now. Enter the password for "
                                    + key.direction().word() + " too.");
                case SignIn.NotReady(String reason) ->
                    faults.add(
                            "secret",
                            reason + " Enter the password for "
                                    + key.direction().word() + " too.");
            }
        });
        return kept;
    }
}
