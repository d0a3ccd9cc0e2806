package dev.mailmoor.server.monitor;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.server.settings.Settings;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The pace of each protocol, as configured. */
@Component
class Paces {
    private final Settings.Checks checks;

    Paces(Settings settings) {
        this.checks = settings.checks();
    }

    Pace of(Protocol protocol) {
        return switch (protocol) {
            case IMAP -> new Pace(checks.imapInterval(), checks.confirmDelay());
            case POP3 -> new Pace(checks.pop3Interval(), checks.confirmDelay());
            case SMTP -> new Pace(checks.sendingInterval(), checks.confirmDelay());
        };
    }

    /** @param word as diagnoses and tables have it */
    static Protocol protocol(String word) {
        return Protocol.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
