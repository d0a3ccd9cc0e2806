/** Processes are killed, and nothing is lost. */
@NullMarked
package dev.mailmoor.e2e.s02_processes;

import org.jspecify.annotations.NullMarked;
