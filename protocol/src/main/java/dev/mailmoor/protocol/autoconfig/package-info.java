/**
 * Reads what domains publish about their mail servers (Mozilla autoconfig, SRV records, Microsoft Autodiscover), and
 * guesses where they publish nothing. Everything read here is hostile.
 */
@NullMarked
package dev.mailmoor.protocol.autoconfig;

import org.jspecify.annotations.NullMarked;
