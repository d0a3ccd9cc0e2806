/** The HTTP API. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "mailbox",
            "vault",
            "provider",
            "discovery",
            "signin",
            "probe",
            "diagnosis",
            "monitor",
            "reauth",
            "bulk",
            "fleet",
            "webhook",
            "notify",
            "campaign"
        })
package dev.mailmoor.server.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
