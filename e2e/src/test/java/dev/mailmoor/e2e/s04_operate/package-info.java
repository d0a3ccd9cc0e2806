/** What an operator does to a service: its first owner, backups, keys, faults of the configuration and the database. */
@NullMarked
package dev.mailmoor.e2e.s04_operate;

import org.jspecify.annotations.NullMarked;
