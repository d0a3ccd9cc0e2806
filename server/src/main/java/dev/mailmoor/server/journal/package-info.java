/** Keeps what happened, in order: public events and mailbox timelines, written with the change they tell of. */
@NullMarked
@ApplicationModule
package dev.mailmoor.server.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
