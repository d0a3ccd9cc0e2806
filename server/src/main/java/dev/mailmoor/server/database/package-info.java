/** Runs the embedded PostgreSQL or reaches an external one, keeps the one clock, and carries backup and restore. */
@NullMarked
@ApplicationModule
package dev.mailmoor.server.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
