/** Signs in to IMAP servers (RFC 9051, RFC 3501) and proves it with EXAMINE. */
@NullMarked
package dev.mailmoor.protocol.imap;

import org.jspecify.annotations.NullMarked;
