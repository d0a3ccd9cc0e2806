package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.probe.Probe;
import dev.mailmoor.server.provider.Passwords;
import dev.mailmoor.server.signin.LoginBudget;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tries channels for somebody who waits: at once, side by side, ahead of the checks in the servers' budgets. */
@Component
class LoginTries {
    private final Probe probe;
    private final LoginBudget budget;
    private final AppPasswordSpaces spaces;

    LoginTries(Probe probe, LoginBudget budget, AppPasswordSpaces spaces) {
        this.probe = probe;
        this.budget = budget;
        this.spaces = spaces;
    }

    Map<Direction, Diagnosis> run(Map<Direction, Attempt> attempts) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction must not wait for a mail server");
        }
        attempts.values().forEach(attempt -> budget.takeFirst(attempt.settings().endpoint()));
        Map<Direction, CompletableFuture<Diagnosis>> running = new EnumMap<>(Direction.class);
        Map<Direction, Diagnosis> diagnoses = new EnumMap<>(Direction.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            attempts.forEach((direction, attempt) ->
                    running.put(direction, CompletableFuture.supplyAsync(() -> check(attempt), threads)));
            running.forEach((direction, result) -> diagnoses.put(direction, result.join()));
        }
        return diagnoses;
    }

    private Diagnosis check(Attempt attempt) {
        return spaces.without(attempt.address(), attempt.settings(), attempt.secret())
                .map(bare ->
                        probe.check(attempt.address(), attempt.settings(), bare).noting(Passwords.WITHOUT_SPACES))
                .orElseGet(() -> probe.check(attempt.address(), attempt.settings(), attempt.secret()));
    }
}
