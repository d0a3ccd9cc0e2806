/** Secures a connection with whatever JSSE engine it is handed; verifies chain and name, always. */
@NullMarked
package dev.mailmoor.protocol.tls;

import org.jspecify.annotations.NullMarked;
