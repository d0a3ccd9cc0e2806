/** Keeps tenants, their members and roles, sign-in, API keys and the audit trail. */
@NullMarked
@ApplicationModule
package dev.mailmoor.server.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
