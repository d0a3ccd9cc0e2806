/** The sign-in mechanisms, and the choice of the strongest that both sides speak. */
@NullMarked
package dev.mailmoor.protocol.sasl;

import org.jspecify.annotations.NullMarked;
