package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.signin.OAuthGrants.Obtained;
import dev.mailmoor.server.signin.PostgresGrants.Row;
import dev.mailmoor.server.signin.Tokens.Access;
import dev.mailmoor.server.vault.Opening;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Renews access tokens, once at a time for each grant over all processes: whoever holds the lease asks, the others wait for
 * what it stores. What came is stored before it is used, so that a refresh token that replaces another is never lost.
 */
@Component
class RenewGrants {
    /** Longer than asking takes at most. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** Asking takes 20 s at most; the lease lasts while this is added. */
    private static final Duration KEEP_TRYING = Duration.ofSeconds(8);

    private static final Duration KEEP_AGAIN = Duration.ofMillis(500);

    /** Shorter than that, a token may be over before the mail server looks at it. */
    private static final Duration STILL_GOOD = Duration.ofSeconds(20);

    private final PostgresGrants table;
    private final KeptGrants grants;
    private final SealedTokens tokens;
    private final Clock clock;

    RenewGrants(PostgresGrants table, KeptGrants grants, SealedTokens tokens, Clock clock) {
        this.table = table;
        this.grants = grants;
        this.tokens = tokens;
        this.clock = clock;
    }

    boolean isDue(Row row) {
        return !clock.instant().isBefore(row.renewAt());
    }

    /** @param seen the generation that is not wanted any more */
    Access renew(CredentialKey key, long seen) {
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        Optional<Row> row = table.find(key);
        while (row.isPresent() && row.get().generation() <= seen) {
            Instant now = clock.instant();
            if (table.lease(row.get(), now, now.plus(LEASE))) {
                return ask(row.get());
            }
            if (System.nanoTime() - until > 0 || !waited(LOOK_AGAIN)) {
                return troubled(new TokenTrouble.NoAnswer(
                        row.get().client().issuer().getHost(),
                        TokenTrouble.Kind.TIMED_OUT,
                        "another process asks it and has not come to an end"));
            }
            row = table.find(key);
        }
        return row.map(renewed -> stored(renewed.key()))
                .orElseGet(() -> troubled(new TokenTrouble.NotReady("There is no grant for this mailbox any more.")));
    }

    private static boolean waited(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Access ask(Row row) {
        boolean kept = false;
        try {
            Optional<Secret> refresh = tokens.opened(SealedTokens.refresh(row.key()));
            Obtained obtained = grants.obtain(row.client(), row.address(), refresh);
            Access access = switch (obtained) {
                case Obtained.Failed(TokenTrouble trouble) -> troubled(trouble);
                case Obtained.Got(NewGrant grant) -> kept(row, grant);
            };
            kept = access instanceof Access.Usable;
            return access;
        } finally {
            if (!kept) {
                table.release(row);
            }
        }
    }

    private Access kept(Row row, NewGrant grant) {
        return keptAtLast(row, grant) ? new Access.Usable(grant.accessToken()) : stored(row.key());
    }

    /** The refresh token before is good no more: what came must not be lost to a moment's trouble of the database. */
    private boolean keptAtLast(Row row, NewGrant grant) {
        long until = System.nanoTime() + KEEP_TRYING.toNanos();
        while (true) {
            try {
                return grants.keepRenewed(row, grant);
            } catch (RuntimeException e) {
                if (System.nanoTime() - until > 0 || !waited(KEEP_AGAIN)) {
                    throw e;
                }
            }
        }
    }

    private Access stored(CredentialKey key) {
        return of(tokens.open(SealedTokens.access(key)));
    }

    static Access of(Opening opening) {
        return switch (opening) {
            case Opening.Opened(Secret token) -> new Access.Usable(token);
            case Opening.Missing() ->
                troubled(new TokenTrouble.NotReady("There is no grant for this mailbox any more."));
            case Opening.Tampered() ->
                troubled(
                        new TokenTrouble.NotReady(
                                "The stored grant cannot be opened: its row was altered, swapped or put back, or its key is gone."));
        };
    }

    /** While the OAuth server is away, what was got before is used to its end. */
    Access orWhatIsLeft(Row row, Access renewed, Access before) {
        boolean away = renewed instanceof Access.Troubled(TokenTrouble.NoAnswer _);
        boolean good = clock.instant().plus(STILL_GOOD).isBefore(row.expiresAt());
        return away && good ? before : renewed;
    }

    static Access troubled(TokenTrouble trouble) {
        return new Access.Troubled(trouble);
    }
}
