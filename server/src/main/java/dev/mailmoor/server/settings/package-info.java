/** Reads the configuration, checks it whole at start, and tells every key's value, source and meaning. */
@NullMarked
@ApplicationModule
package dev.mailmoor.server.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
