/** Signs in to POP3 servers (RFC 1939, RFC 2449) and proves it with STAT. */
@NullMarked
package dev.mailmoor.protocol.pop3;

import org.jspecify.annotations.NullMarked;
