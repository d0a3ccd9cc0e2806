package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Confidence;
import dev.mailmoor.server.diagnosis.WhoMustAct;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.workspace.Role;
import java.util.Locale;
import java.util.Map;

/** The console's words for what the rooms say in enums. */
final class Words {
    private static final Map<Cause, String> CAUSES = Map.of(
            Cause.WRONG_PASSWORD_OR_USERNAME, "Wrong password or username",
            Cause.MFA_OR_CONDITIONAL_ACCESS, "Second factor or conditional access",
            Cause.POP_MAILBOX_IN_USE, "Mailbox in use by another POP session",
            Cause.TLS_PLAIN_MISMATCH, "Secured and unsecured mixed up",
            Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH,
                    "Certificate not trusted, expired or of another name",
            Cause.IP_BLOCKED, "Our address is blocked",
            Cause.PROVIDER_OUTAGE_OR_TEMPORARY, "Trouble at the provider",
            Cause.NOT_A_MAIL_SERVER_ON_PORT, "No mail server on this port",
            Cause.OTHER, "Refused for another reason");

    private Words() {}

    static String cause(Cause cause) {
        return CAUSES.getOrDefault(cause, sentence(cause.word()));
    }

    /** Who must mend it; {@code owner} may be empty. */
    static String whoMustAct(WhoMustAct who, String owner) {
        return switch (who) {
            case MAILBOX_OWNER ->
                owner.isEmpty() ? "The mailbox's owner must act." : "The mailbox's owner, " + owner + ", must act.";
            case PROVIDER_ADMIN -> "An administrator at the mail provider must act.";
            case OPERATOR -> "Someone in the workspace must act.";
            case NOBODY -> "Nobody needs to act: it is tried again by itself.";
        };
    }

    static String confidence(Confidence confidence) {
        return switch (confidence) {
            case CERTAIN -> "certain";
            case LIKELY -> "likely";
            case AMBIGUOUS -> "one of several causes";
        };
    }

    static String role(Role role) {
        return sentence(role.name().toLowerCase(Locale.ROOT));
    }

    static String event(TimelineKind kind) {
        return switch (kind) {
            case AUTH_LOST -> "Login lost";
            case UNREACHABLE -> "Not reached";
            default -> sentence(kind.name().toLowerCase(Locale.ROOT));
        };
    }

    static String tone(TimelineKind kind) {
        return switch (kind) {
            case CONNECTED, RESTORED -> "green";
            case AUTH_LOST -> "red";
            case SUSPECT, UNREACHABLE -> "amber";
            default -> "none";
        };
    }

    /** {@code app-password-required} as {@code App password required}. */
    static String sentence(String word) {
        String spaced = word.replace('-', ' ').replace('_', ' ');
        String first = spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
        return first.replace("Oauth", "OAuth").replace("Smtp", "SMTP").replace("Tls", "TLS");
    }
}
