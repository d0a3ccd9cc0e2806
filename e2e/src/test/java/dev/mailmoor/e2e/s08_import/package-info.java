/** Hundreds of mailboxes at once, by a CSV file. */
@NullMarked
package dev.mailmoor.e2e.s08_import;

import org.jspecify.annotations.NullMarked;
