/** Measures Mailmoor against its peers and against its own goals, as ratios within one run. */
@NullMarked
package dev.mailmoor.bench;

import org.jspecify.annotations.NullMarked;
