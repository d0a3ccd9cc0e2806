/** Signs in to SMTP submission servers (RFC 6409, RFC 4954), proves it with MAIL FROM and RSET, and hands messages over. */
@NullMarked
package dev.mailmoor.protocol.smtp;

import org.jspecify.annotations.NullMarked;
