/** The commands that talk to a running service, each as its own process. */
@NullMarked
package dev.mailmoor.e2e.s06_cli;

import org.jspecify.annotations.NullMarked;
