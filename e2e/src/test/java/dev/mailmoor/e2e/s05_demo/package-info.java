/** The playground, as its banner invites to play. */
@NullMarked
package dev.mailmoor.e2e.s05_demo;

import org.jspecify.annotations.NullMarked;
