/** The console: the pages that members use. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "mailbox",
            "provider",
            "discovery",
            "probe",
            "diagnosis",
            "monitor",
            "signin",
            "reauth",
            "bulk",
            "fleet",
            "webhook",
            "campaign",
            "notify"
        })
package dev.mailmoor.server.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
