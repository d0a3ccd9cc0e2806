/** Keeps the register of mailboxes: address, owner, channels, which credential is in force. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.mailmoor.server.mailbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
