/** Programs are told of losses, and owners of many mailboxes are asked at once. */
@NullMarked
package dev.mailmoor.e2e.s08_asking;

import org.jspecify.annotations.NullMarked;
