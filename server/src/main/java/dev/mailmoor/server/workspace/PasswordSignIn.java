package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Decides whether somebody is who they say they are, by their password. */
@Component
class PasswordSignIn {
    private final PostgresPeople people;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    PasswordSignIn(PostgresPeople people, Passwords passwords, SignInThrottle throttle) {
        this.people = people;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** What came of a try. */
    sealed interface Attempt {
        record SignedIn(UUID person, String email) implements Attempt {}

        /** No such person or another password: nobody is told which. */
        record Refused() implements Attempt {}

        record TooMany() implements Attempt {}

        record Busy() implements Attempt {}
    }

    Attempt attempt(String typed, Secret password, String from) {
        String email = typed.strip().toLowerCase(Locale.ROOT);
        if (email.length() > 254 || password.reveal(String::length) > 2 * PasswordRules.LONGEST) {
            return new Attempt.Refused();
        }
        if (!throttle.mayTry(email, from)) {
            return new Attempt.TooMany();
        }
        Optional<PostgresPeople.SignIn> person = people.find(email);
        Optional<Boolean> same = passwords.matches(password, person.map(PostgresPeople.SignIn::passwordHash));
        if (same.isEmpty()) {
            return new Attempt.Busy();
        }
        if (person.isEmpty() || !same.get()) {
            return new Attempt.Refused();
        }
        throttle.succeeded(email, from);
        people.signedIn(person.get().person());
        return new Attempt.SignedIn(person.get().person(), email);
    }
}
