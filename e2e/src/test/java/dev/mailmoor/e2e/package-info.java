/** Stories of real use: the built product as its own process, real Dovecot and Postfix, a real browser. */
@NullMarked
package dev.mailmoor.e2e;

import org.jspecify.annotations.NullMarked;
