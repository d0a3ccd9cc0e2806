package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import dev.mailmoor.protocol.Outcome.Broken;
import dev.mailmoor.protocol.Outcome.NotConnected;
import dev.mailmoor.protocol.Outcome.NotOffered;
import dev.mailmoor.protocol.Outcome.TlsFailed;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import java.util.Set;
import java.util.regex.Pattern;

/** What follows from how a connection failed, where the server said nothing that would need reading. */
final class OutcomeRules {
    private static final Set<Integer> PORTS_OF_IMPLICIT_TLS = Set.of(993, 995, 465);
    private static final Pattern INSPECTING_ISSUERS = Pattern.compile(
            "(?i)mail shield|avast|avg |norton|kaspersky|eset |bitdefender|sophos|fortigate|fortinet|zscaler|netskope");

    private OutcomeRules() {}

    static Verdict notConnected(NotConnected outcome) {
        return switch (outcome.failure()) {
            case HOST_NOT_FOUND -> certain(Cause.HOST_NOT_FOUND);
            case NAME_SERVICE_FAILED -> ambiguous(Cause.PROVIDER_OUTAGE_OR_TEMPORARY, Cause.HOST_NOT_FOUND);
            case ADDRESS_NOT_ALLOWED -> certain(Cause.ADDRESS_NOT_ALLOWED);
            case REFUSED -> certain(Cause.CONNECTION_REFUSED);
            case TIMED_OUT -> certain(Cause.CONNECTION_TIMED_OUT);
            case UNREACHABLE -> likely(Cause.CONNECTION_TIMED_OUT);
        };
    }

    static Verdict tlsFailed(TlsFailed outcome) {
        if (INSPECTING_ISSUERS.matcher(outcome.detail()).find()) {
            return likely(
                    Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE, Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH);
        }
        return switch (outcome.failure()) {
            case CERTIFICATE_EXPIRED, CERTIFICATE_UNTRUSTED, CERTIFICATE_WEAK ->
                certain(Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH);
            case NAME_MISMATCH ->
                certain(Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH).upTo(WhoMustAct.OPERATOR);
            case NOT_TLS -> certain(Cause.TLS_PLAIN_MISMATCH);
            case VERSION_OR_CIPHER -> certain(Cause.TLS_VERSION_OR_CIPHER);
            case STARTTLS_REFUSED -> likely(Cause.TLS_PLAIN_MISMATCH, Cause.PROVIDER_OUTAGE_OR_TEMPORARY);
            case INJECTED_BYTES -> likely(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE);
            case CLIENT_CERTIFICATE_REQUIRED -> ambiguous(Cause.TLS_VERSION_OR_CIPHER, Cause.OTHER);
            case OTHER -> ambiguous(Cause.TLS_VERSION_OR_CIPHER, Cause.CONNECTION_RESET_OR_CLOSED);
        };
    }

    static Verdict broken(Broken outcome) {
        Trace trace = outcome.trace();
        boolean atGreeting = trace.stage() == Stage.GREETING;
        return switch (outcome.breakage()) {
            case CLOSED, RESET ->
                talkedPlainToATlsPort(trace)
                        ? likely(Cause.TLS_PLAIN_MISMATCH, Cause.CONNECTION_RESET_OR_CLOSED)
                        : likely(Cause.CONNECTION_RESET_OR_CLOSED, Cause.PROVIDER_OUTAGE_OR_TEMPORARY);
            case TIMED_OUT ->
                talkedPlainToATlsPort(trace)
                        ? likely(Cause.TLS_PLAIN_MISMATCH, Cause.CONNECTION_TIMED_OUT)
                        : certain(Cause.CONNECTION_TIMED_OUT);
            case GARBLED, TOO_MUCH -> atGreeting ? certain(Cause.NOT_A_MAIL_SERVER_ON_PORT) : ambiguous(Cause.OTHER);
            case LOOKS_LIKE_TLS -> certain(Cause.TLS_PLAIN_MISMATCH);
        };
    }

    static Verdict notOffered(NotOffered outcome) {
        return switch (outcome.missing()) {
            case STARTTLS -> likely(Cause.TLS_PLAIN_MISMATCH, Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE);
            case LOGIN_WITHOUT_TLS -> certain(Cause.TLS_REQUIRED_BEFORE_AUTH);
            case MECHANISM -> likely(Cause.UNSUPPORTED_AUTH_MECHANISM);
            case PASSWORD_SIGN_IN -> likely(Cause.BASIC_AUTH_DISABLED, Cause.UNSUPPORTED_AUTH_MECHANISM);
            case TOKEN_SIGN_IN -> likely(Cause.UNSUPPORTED_AUTH_MECHANISM);
            case UNSENDABLE -> likely(Cause.WRONG_PASSWORD_OR_USERNAME);
            case AUTHENTICATION ->
                outcome.trace().endpoint().security() == TlsMode.NONE
                        ? ambiguous(Cause.TLS_REQUIRED_BEFORE_AUTH, Cause.NOT_A_MAIL_SERVER_ON_PORT)
                        : likely(Cause.NOT_A_MAIL_SERVER_ON_PORT, Cause.PROTOCOL_DISABLED_FOR_MAILBOX);
        };
    }

    /** A server of implicit TLS waits for our first TLS record, silently. */
    private static boolean talkedPlainToATlsPort(Trace trace) {
        return trace.stage() == Stage.GREETING
                && trace.endpoint().security() != TlsMode.TLS
                && PORTS_OF_IMPLICIT_TLS.contains(trace.endpoint().port());
    }
}
