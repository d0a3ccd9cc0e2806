/** The launcher, tried with a Maven and a JDK that only pretend. */
@NullMarked
package dev.mailmoor.e2e.launcher;

import org.jspecify.annotations.NullMarked;
