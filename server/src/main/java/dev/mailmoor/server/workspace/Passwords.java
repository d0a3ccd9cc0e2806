package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes people's passwords with Argon2id (RFC 9106), 16 MiB and 2 passes: about 60 ms of a core. So that sign-ins cannot
 * take the machine, only as many run at once as there are cores; the others wait for at most three seconds.
 */
@Component
class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 16 * 1024;
    private static final int PASSES = 2;
    private static final long PATIENCE_SECONDS = 3;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final CompletableFuture<String> nobodys = CompletableFuture.supplyAsync(
            () -> encode(Secret.of("nobody's password, so that unknown addresses cost as much")));

    /** Empty when too many are at it. */
    Optional<String> hash(Secret password) {
        return withCore(() -> encode(password));
    }

    /** Costs the same whether the person is known or not. Empty when too many are at it. */
    Optional<Boolean> matches(Secret password, Optional<String> hash) {
        return withCore(() -> {
            boolean same = password.reveal(text -> argon2.matches(text, hash.orElseGet(nobodys::join)));
            return same && hash.isPresent();
        });
    }

    private String encode(Secret password) {
        return java.util.Objects.requireNonNull(password.reveal(argon2::encode));
    }

    private <T> Optional<T> withCore(Supplier<T> work) {
        try {
            if (!cores.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            cores.release();
        }
    }
}
