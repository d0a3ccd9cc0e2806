package dev.mailmoor.server.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One rule. Rules are tried in order, the first that holds decides.
 *
 * @param reason why the verdict follows
 * @param source where that is known from
 */
record Rule(Predicate<Answer> when, Verdict verdict, String reason, String source) {

    /** All of these kinds of words stand in one sentence. */
    static Predicate<Answer> says(Word... words) {
        return answer -> answer.wording().says(words);
    }

    /** This kind of word stands anywhere. */
    static Predicate<Answer> has(Word word) {
        return answer -> answer.wording().has(word);
    }

    /** A phrase that is one product's or one library's own: a regular expression in lower case, without accents. */
    static Predicate<Answer> phrase(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return answer -> answer.wording().matches(compiled);
    }

    /** One of these IMAP or POP3 response codes. */
    static Predicate<Answer> code(String... codes) {
        return answer -> Arrays.stream(codes).anyMatch(answer.codes()::contains);
    }

    /** One of these SMTP status codes. */
    static Predicate<Answer> status(Integer... codes) {
        List<Integer> wanted = List.of(codes);
        return answer -> wanted.contains(answer.status());
    }

    /** An enhanced status code that ends so, {@code 7.8} for {@code 5.7.8}. */
    static Predicate<Answer> enhanced(String... ends) {
        return answer -> Arrays.stream(ends)
                .anyMatch(end -> !answer.enhanced().isEmpty()
                        && answer.enhanced().substring(2).equals(end));
    }

    static Predicate<Answer> temporaryStatus() {
        return answer -> answer.status() / 100 == 4
                || answer.status() == 0 && answer.enhanced().startsWith("4.");
    }

    static Predicate<Answer> permanentStatus() {
        return answer -> answer.status() / 100 == 5;
    }

    /** The provider or the server's software is one of these. */
    static Predicate<Answer> at(String... places) {
        List<String> wanted = List.of(places);
        return answer -> wanted.contains(answer.place());
    }

    static Predicate<Answer> stage(String... stages) {
        List<String> wanted = List.of(stages);
        return answer -> wanted.contains(answer.stage());
    }

    static Predicate<Answer> over(String... protocols) {
        List<String> wanted = List.of(protocols);
        return answer -> wanted.contains(answer.protocol());
    }

    /** The sign-in was tried with an OAuth token, or the text of an unknown mechanism speaks of one. */
    static Predicate<Answer> byToken() {
        return answer -> switch (answer.mechanism()) {
            case "XOAUTH2", "OAUTHBEARER" -> true;
            case "" -> answer.wording().has(Word.TOKEN);
            default -> false;
        };
    }
}
