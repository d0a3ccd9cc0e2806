/** What every way to sign in must do, whatever TLS engine it drives: abstract tests for modules to inherit. */
@NullMarked
package dev.mailmoor.testkit.contract;

import org.jspecify.annotations.NullMarked;
