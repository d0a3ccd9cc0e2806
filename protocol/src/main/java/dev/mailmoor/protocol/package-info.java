/**
 * Speaks to mail servers up to and including sign-in, and reports what they did as an {@link
 * dev.mailmoor.protocol.Outcome}. Facts only: what an outcome means is decided elsewhere.
 */
@NullMarked
package dev.mailmoor.protocol;

import org.jspecify.annotations.NullMarked;
