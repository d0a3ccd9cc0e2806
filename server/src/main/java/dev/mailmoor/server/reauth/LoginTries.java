package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.SecondOpinion;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.probe.Probe;
import dev.mailmoor.server.provider.Passwords;
import dev.mailmoor.server.signin.LoginBudget;
import dev.mailmoor.server.signin.SignIn;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tries channels for somebody who waits: at once, side by side, ahead of the checks in the servers' budgets. */
@Component
class LoginTries {
    private final Probe probe;
    private final LoginBudget budget;
    private final AppPasswordSpaces spaces;
    private final SecondOpinion opinion;

    LoginTries(Probe probe, LoginBudget budget, AppPasswordSpaces spaces, SecondOpinion opinion) {
        this.probe = probe;
        this.budget = budget;
        this.spaces = spaces;
        this.opinion = opinion;
    }

    Map<Direction, Diagnosis> run(Map<Direction, Attempt> attempts) {
        attempts.values().forEach(attempt -> budget.takeFirst(attempt.settings().endpoint()));
        return runReserved(attempts);
    }

    /** Of those whose logins were reserved before. */
    Map<Direction, Diagnosis> runReserved(Map<Direction, Attempt> attempts) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction must not wait for a mail server");
        }
        Map<Direction, CompletableFuture<Diagnosis>> running = new EnumMap<>(Direction.class);
        Map<Direction, Diagnosis> diagnoses = new EnumMap<>(Direction.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            attempts.forEach((direction, attempt) ->
                    running.put(direction, CompletableFuture.supplyAsync(() -> check(attempt), threads)));
            running.forEach((direction, result) -> diagnoses.put(direction, result.join()));
        }
        return weighed(attempts, diagnoses);
    }

    /** Where both sides were tried with one secret, each tells something of the other. */
    private Map<Direction, Diagnosis> weighed(Map<Direction, Attempt> attempts, Map<Direction, Diagnosis> diagnoses) {
        @Nullable Attempt receiving = attempts.get(Direction.RECEIVING);
        @Nullable Attempt sending = attempts.get(Direction.SENDING);
        if (receiving == null || sending == null || !receiving.signsInAs(sending)) {
            return diagnoses;
        }
        Diagnosis in = Objects.requireNonNull(diagnoses.get(Direction.RECEIVING));
        Diagnosis out = Objects.requireNonNull(diagnoses.get(Direction.SENDING));
        Map<Direction, Diagnosis> weighed = new EnumMap<>(diagnoses);
        weighed.put(Direction.RECEIVING, opinion.of(in, out));
        weighed.put(Direction.SENDING, opinion.of(out, in));
        return weighed;
    }

    private Diagnosis check(Attempt attempt) {
        return attempt.signIn() instanceof SignIn.Ready(Secret secret)
                ? check(attempt, secret)
                : probe.check(attempt.address(), attempt.settings(), attempt.signIn());
    }

    private Diagnosis check(Attempt attempt, Secret secret) {
        return spaces.without(attempt.address(), attempt.settings(), secret)
                .map(bare ->
                        probe.check(attempt.address(), attempt.settings(), bare).noting(Passwords.WITHOUT_SPACES))
                .orElseGet(() -> probe.check(attempt.address(), attempt.settings(), secret));
    }
}
