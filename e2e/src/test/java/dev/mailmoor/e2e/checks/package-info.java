/** Proves that each of the build's checks can fail, by planting what it must find. */
@NullMarked
package dev.mailmoor.e2e.checks;

import org.jspecify.annotations.NullMarked;
