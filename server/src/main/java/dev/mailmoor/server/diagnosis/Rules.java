package dev.mailmoor.server.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rules in their order; the first that holds decides. The order matters:
 *
 * <ol>
 *   <li>{@link StrangerRules}, {@link FailureNames}, {@link PathRules}: no mail server spoke. Libraries wrap these texts in
 *       login errors.
 *   <li>{@link EntraCodes}, {@link OAuthRules}: a token endpoint spoke, by number before words.
 *   <li>{@link DirectoryRules}: what a directory behind the server says is more exact than "LDAP error" and "login failed".
 *   <li>{@link LimitRules}: "too many bad logins" is a limit, not a bad login; "mailbox is locked" by a session is no locked
 *       account.
 *   <li>{@link SecurityRules}: "plaintext login disallowed" is no refused login.
 *   <li>{@link SendingRules}: "sender account disabled", before what is said of accounts in general.
 *   <li>{@link AccountRules}: what is known of the account, particular words first.
 *   <li>{@link TroubleRules}: "temporary authentication failure" is no refused login.
 *   <li>{@link CredentialRules}: what is left, by the place; a name or password last, since most refusals mention a login.
 * </ol>
 */
final class Rules {
    private static final Set<String> SIGNING_IN = Set.of("auth", "token", "authorize");

    static final List<Rule> ALL = Stream.of(
                    StrangerRules.ALL,
                    FailureNames.ALL,
                    PathRules.ALL,
                    EntraCodes.ALL,
                    OAuthRules.ALL,
                    DirectoryRules.ALL,
                    LimitRules.ALL,
                    SecurityRules.ALL,
                    SendingRules.ALL,
                    AccountRules.ALL,
                    TroubleRules.ALL,
                    CredentialRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    static Optional<Rule> first(Answer answer) {
        return ALL.stream().filter(rule -> rule.when().test(answer)).findFirst();
    }

    static Verdict verdict(Answer answer) {
        Verdict found = first(answer).map(Rule::verdict).orElse(Verdict.ambiguous(Cause.OTHER));
        boolean loginIsJudged = found.cause().leadsTo(answer.stage()) == CauseClass.LOGIN;
        Verdict weighed = loginIsJudged && !SIGNING_IN.contains(answer.stage()) ? found.notCertain() : found;
        return Doers.named(answer, weighed);
    }
}
