/** A mailbox on a real mail host is kept connected. */
@NullMarked
package dev.mailmoor.e2e.s01_keep;

import org.jspecify.annotations.NullMarked;
