/**
 * Moves bytes between us and a server under deadlines and caps: resolving and connecting behind the network guard, lines
 * and literals, the redacted transcript.
 */
@NullMarked
package dev.mailmoor.protocol.wire;

import org.jspecify.annotations.NullMarked;
