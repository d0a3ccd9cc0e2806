package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.phrase;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import java.util.List;
import java.util.function.Predicate;

/** A mail server quotes what stands behind it: Active Directory, Kerberos, PAM. Their codes tell more than its own words. */
final class DirectoryRules {
    private static final String SOURCE =
            "Microsoft, LDAP error 49 by \"data\" and MS-ERREF; Linux-PAM, pam_strerror(3); MIT Kerberos, error tables";

    static final List<Rule> ALL = List.of(
            new Rule(
                    behind(
                            "52e",
                            "wrong_password|logon_failure",
                            "(?:pre-?authentication failed|decrypt integrity check)"),
                    likely(Cause.WRONG_PASSWORD_OR_USERNAME, Cause.ACCOUNT_DOES_NOT_EXIST),
                    "the directory refused the password",
                    SOURCE),
            new Rule(
                    behind(
                            "525|2030",
                            "no_such_user",
                            "(?:client not found in kerberos|user not known to the underlying)"),
                    likely(Cause.ACCOUNT_DOES_NOT_EXIST, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the directory knows no such user",
                    SOURCE),
            new Rule(
                    behind("532", "password_expired", "authentication token expired"),
                    certain(Cause.PASSWORD_EXPIRED),
                    "the directory's password is too old",
                    SOURCE),
            new Rule(
                    behind("773", "password_must_change", "no longer valid; new one required"),
                    certain(Cause.PASSWORD_MUST_CHANGE),
                    "the directory's password holds only until it is changed",
                    SOURCE),
            new Rule(
                    behind(
                            "530|531|533|701|775",
                            "account_(?:disabled|locked_out|expired|restriction)|invalid_(?:logon_hours|workstation)",
                            "(?:credentials have been revoked|user account has expired)"),
                    certain(Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "the directory has locked the account, or lets it in at other times or places only",
                    SOURCE),
            new Rule(
                    phrase("server not found in kerberos|no (?:kerberos )?credentials (?:were |cache )"),
                    ambiguous(Cause.UNSUPPORTED_AUTH_MECHANISM, Cause.PROVIDER_OUTAGE_OR_TEMPORARY, Cause.OTHER),
                    "Kerberos does not work with this server: another way of signing in is needed",
                    SOURCE),
            new Rule(
                    phrase(
                            "contact any kdc|clock skew|nt_status_(?:no_logon_servers|no_trust|domain_controller)|retrieve authentication info|can'?t contact ldap"),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "the directory itself cannot be reached",
                    SOURCE));

    private DirectoryRules() {}

    private static Predicate<Answer> behind(String data, String status, String words) {
        return phrase("\\bdata (?:" + data + ")\\b|nt_status_(?:" + status + ")\\b|" + words);
    }
}
