package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.phrase;
import static dev.mailmoor.server.diagnosis.Rule.says;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a token endpoint or a consent page says. Microsoft's numbers first ({@link EntraCodes}), for they tell apart what one
 * {@code invalid_grant} covers; then the description; the error code of RFC 6749 alone last.
 */
final class OAuthRules {
    private static final Predicate<Answer> OAUTH = over("oauth").or(stage("token", "authorize"));

    static final List<Rule> ALL = List.of(
            rule(
                    phrase(
                            "deleted_client|disabled_client|client (?:was|has been|is) (?:deleted|disabled)|robot is disabled|client_secret|client secret|invalid_client|client authentication|client (?:id )?(?:not found|does not exist|is unknown)|unknown client|unsupported_grant_type|unsupported_response_type|redirect[_ -]?ur[il]|reply url|redirect_uri_mismatch|invalid_redirect"
                                    + "|request body must contain|missing (?:required )?parameter|invalid[_ ]request_uri|client is unauthori[sz]ed|unauthori[sz]ed_client|disallowed_useragent|code_(?:verifier|challenge)|pkce|restricted_client|consumer (?:key|secret)|invalid_authorization|org_internal|invalid jwt|jwt signature|assertion|application (?:is disabled|not found|with identifier)|could not determine client|api has not been used|accessnotconfigured|invalid_(?:target|dpop_proof|software_statement|client_metadata)|use_dpop_nonce|(?:request|registration|request_uri)_not_supported"),
                    likely(Cause.OAUTH_CLIENT_MISCONFIGURED, Cause.OAUTH_CONSENT_OR_SCOPE_MISSING),
                    "it is about our registration, not about the mailbox",
                    "RFC 6749 §5.2 and §4.1.2.1; Google, OAuth errors"),
            rule(
                    phrase("rate[_ ]?limit|too many requests|quota|throttl|slow_down|\\b429\\b|too_many"),
                    likely(Cause.RATE_LIMITED),
                    "too much in too short a time",
                    "RFC 6585 §4, RFC 8628 §3.5"),
            rule(
                    phrase(
                            "invalid_rapt|reauth related|rapt_required|mfa_required|interaction[_ ]required|two-?factor|multi-?factor|conditional access|security defaults|additional verification|step-?up|unmet_authentication_requirements|insufficient_user_authentication"),
                    likely(Cause.MFA_OR_CONDITIONAL_ACCESS, Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED),
                    "a person has to prove more than once who they are",
                    "Google, reauthentication of Workspace sessions; OpenID Connect Core §3.1.2.6"),
            rule(
                    phrase(
                            "policy_enforced|admin(?:istrator)? (?:consent|approval|has (?:blocked|not))|consent[_ ]required|has not consented|not consented|consent (?:is )?(?:required|missing|declined)|access[_ ]denied|denied access|user (?:declined|cancel)|insufficient[_ ](?:scope|permission)|insufficient authentication scopes|invalid_scope|scope[^.]{0,40}(?:invalid|missing|not|insufficient)|(?:app|access) (?:is )?blocked|not verified|verification process|account_selection_required|not (?:been )?granted|app_not_configured|service_not_allowed|permission"),
                    likely(Cause.OAUTH_CONSENT_OR_SCOPE_MISSING, Cause.OAUTH_CLIENT_MISCONFIGURED),
                    "leave was not given, or not for all that is asked",
                    "RFC 6749 §4.1.2.1, RFC 6750 §3.1; Google, OAuth errors"),
            rule(
                    phrase(
                                    "account (?:has been|was|is) deleted|user (?:account )?(?:has been |was |is )?(?:deleted|does not exist|not found)|account (?:does not exist|not found)|no such user|(?:invalid|not a valid) e-?mail|invalid impersonation|email address (?:can'?t|cannot|could not) be found")
                            .or(says(Word.ACCOUNT, Word.GONE)
                                    .and(phrase("\\b(?:token|session|client|tenant)\\b")
                                            .negate())),
                    likely(Cause.ACCOUNT_DOES_NOT_EXIST),
                    "the account is gone: signing in again cannot help",
                    "Google, OAuth errors"),
            rule(
                    phrase(
                                    "(?:tenant|organi[sz]ation) (?:has been |is |was )?(?:suspended|disabled|blocked)|account (?:has been |is |was )?(?:disabled|suspended|locked|restricted|inactive)|user (?:is )?(?:disabled|suspended|blocked|locked)|disabled_user|account_disabled")
                            .or(says(Word.ACCOUNT, Word.LOCKED)
                                    .and(phrase("\\b(?:token|session|client)\\b")
                                            .negate())),
                    likely(Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "the account is locked",
                    "Google, OAuth errors"),
            rule(
                    phrase(
                            "temporarily|server_error|internal[_ ](?:failure|error|server)|backend_? ?error|upstream|bad gateway|gateway time|service unavailable|unavailable|transient|try again|\\b50[0234]\\b|timeout|timed out"),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "the token server is in trouble itself",
                    "RFC 6749 §4.1.2.1"),
            rule(
                    phrase("password[^.]{0,24} expired|expired password"),
                    likely(Cause.PASSWORD_EXPIRED),
                    "the account's own password is too old",
                    "Microsoft, sign-in errors"),
            rule(
                    phrase(
                            "(?:user ?name|password|credentials)[^.]{0,40}(?:invalid|incorrect|wrong)|(?:invalid|incorrect|wrong)[^.]{0,40}(?:user ?name|password|credentials)"),
                    likely(Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the token server was given a password, and refused it",
                    "RFC 6749 §5.2"),
            rule(
                    phrase(
                            "(?:token|grant|session|code|refresh)[^.]{0,60}(?:expired|revoked|invalid|not valid|malformed|inactiv|already|not found|decode)|(?:expired|revoked|invalid|malformed|unknown)[^.]{0,60}(?:token|grant|session|code|refresh)|login_required|no longer (?:valid|active)|reauthori[sz]e|sign in again|log ?in again"),
                    likely(Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED, Cause.OAUTH_CLIENT_MISCONFIGURED),
                    "the grant is no longer good",
                    "RFC 6749 §5.2; Google and Microsoft, refresh token lifetimes"),
            rule(
                    phrase("invalid_request|bad request|malformed|invalid_resource|unsupported|missing"),
                    likely(Cause.OAUTH_CLIENT_MISCONFIGURED, Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED),
                    "the request itself was not understood",
                    "RFC 6749 §5.2"));

    private static Rule rule(Predicate<Answer> when, Verdict verdict, String reason, String source) {
        return new Rule(OAUTH.and(when), verdict, reason, source);
    }

    private OAuthRules() {}
}
