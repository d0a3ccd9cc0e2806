package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.signin.NewGrant;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One channel to be tried. */
record Attempt(String address, ChannelSettings settings, SignIn signIn) {
    /** With the same user name and secret: what one server says of them holds for the other's. */
    boolean signsInAs(Attempt other) {
        return settings.username().equals(other.settings.username()) && signIn.equals(other.signIn);
    }

    /** One for each channel that has a secret. */
    static Map<Direction, Attempt> each(
            String address, Map<Direction, ChannelSettings> channels, Map<Direction, Secret> secrets) {
        Map<Direction, Attempt> attempts = new EnumMap<>(Direction.class);
        channels.forEach((direction, settings) -> {
            Secret secret = secrets.get(direction);
            if (secret != null) {
                attempts.put(direction, new Attempt(address, settings, new SignIn.Ready(secret)));
            }
        });
        return attempts;
    }

    /** With the grant that is in force. */
    static Map<Direction, Attempt> byGrant(Mailbox mailbox, Map<Direction, ChannelSettings> channels, SignIns signIns) {
        List<ChannelTarget> targets = channels.entrySet().stream()
                .map(channel -> new ChannelTarget(
                        new ChannelKey(mailbox.workspace(), mailbox.id(), channel.getKey()),
                        mailbox.address().value(),
                        channel.getValue(),
                        mailbox.credential().version(),
                        mailbox.credential().oauthClient()))
                .toList();
        Map<ChannelKey, SignIn> ready = signIns.prepare(targets);
        Map<Direction, Attempt> attempts = new EnumMap<>(Direction.class);
        for (ChannelTarget target : targets) {
            SignIn signIn = ready.getOrDefault(target.key(), new SignIn.NotReady("There is no grant any more."));
            attempts.put(target.key().direction(), new Attempt(target.address(), target.settings(), signIn));
        }
        return attempts;
    }

    /** A grant serves all channels. */
    static Map<Direction, Attempt> each(String address, Map<Direction, ChannelSettings> channels, NewGrant grant) {
        SignIn signIn = grant.signIn();
        Map<Direction, Attempt> attempts = new EnumMap<>(Direction.class);
        channels.forEach((direction, settings) -> attempts.put(direction, new Attempt(address, settings, signIn)));
        return attempts;
    }
}
