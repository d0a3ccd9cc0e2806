/** The service. */
@NullMarked
package dev.mailmoor.server;

import org.jspecify.annotations.NullMarked;
