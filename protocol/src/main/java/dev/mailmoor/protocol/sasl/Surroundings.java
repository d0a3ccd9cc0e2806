package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.wire.ChannelBinding;
import java.util.Optional;

/**
 * What a mechanism may need to know beside the credentials.
 *
 * @param binding of the connection; empty when there is none to use
 * @param bindingOffered whether the server offered any mechanism that binds
 */
record Surroundings(Endpoint server, Optional<ChannelBinding> binding, boolean bindingOffered) {}
