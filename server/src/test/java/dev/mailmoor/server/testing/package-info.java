/** What tests of the server stand on: a PostgreSQL for the JVM, a context on a fresh database, a clock that moves. */
@NullMarked
package dev.mailmoor.server.testing;

import org.jspecify.annotations.NullMarked;
