/** Runs real Dovecot and Postfix as private instances on the loopback, for as long as a test needs them. */
@NullMarked
package dev.mailmoor.testkit.hosts;

import org.jspecify.annotations.NullMarked;
