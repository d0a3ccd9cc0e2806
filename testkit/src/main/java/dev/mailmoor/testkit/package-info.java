/** What tests lean on: scripted servers, network faults, certificates, and a runner of real Dovecot and Postfix. */
@NullMarked
package dev.mailmoor.testkit;

import org.jspecify.annotations.NullMarked;
