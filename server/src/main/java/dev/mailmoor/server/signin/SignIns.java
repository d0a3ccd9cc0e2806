package dev.mailmoor.server.signin;

import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import java.util.Collection;
import java.util.Map;

/** Makes stored credentials ready, many in one go. */
public interface SignIns {
    Map<ChannelKey, SignIn> prepare(Collection<ChannelTarget> targets);
}
