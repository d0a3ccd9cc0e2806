package dev.mailmoor.server.signin;

import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.signin.TokenEndpoint.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps grants in the database, their tokens in the vault. */
@Component
class KeptGrants implements OAuthGrants {
    private static final long MOST_SECONDS = 10L * 365 * 24 * 3_600;

    private final TokenEndpoint endpoint;
    private final PostgresGrants table;
    private final SealedTokens tokens;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    KeptGrants(TokenEndpoint endpoint, PostgresGrants table, SealedTokens tokens, Clock clock) {
        this.endpoint = endpoint;
        this.table = table;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Obtained obtain(OAuthClient client, String address, Optional<Secret> refreshToken) {
        if (client.flow().withoutPeople()) {
            return obtained(client, endpoint.forAddress(client, address), Optional.empty());
        }
        return refreshToken
                .map(token -> obtained(client, endpoint.refresh(client, token), refreshToken))
                .orElseGet(() -> new Obtained.Failed(
                        new TokenTrouble.NotReady("The refresh token is missing or cannot be opened.")));
    }

    /** @param held the refresh token that stays in force when no other comes */
    Obtained obtained(OAuthClient client, Answer answer, Optional<Secret> held) {
        return switch (answer) {
            case Answer.Trouble(TokenTrouble trouble) -> new Obtained.Failed(trouble);
            case Answer.Tokens came -> new Obtained.Got(grant(client, came, held));
        };
    }

    private NewGrant grant(OAuthClient client, Answer.Tokens came, Optional<Secret> held) {
        Instant now = clock.instant();
        AccessToken access = came.response().toSuccessResponse().getTokens().getAccessToken();
        RefreshToken refresh = came.response().toSuccessResponse().getTokens().getRefreshToken();
        return new NewGrant(
                client.id(),
                Secret.of(access.getValue()),
                now,
                now.plus(Life.told(access.getLifetime())),
                refresh == null ? held : Optional.of(Secret.of(refresh.getValue())),
                ends(came.response().toSuccessResponse().getCustomParameters(), now));
    }

    /** Google tells it of grants that end: those of an app in testing, and those a person limited. */
    private static Optional<Instant> ends(Map<String, Object> parameters, Instant now) {
        return parameters.get("refresh_token_expires_in") instanceof Number seconds
                        && seconds.longValue() > 0
                        && seconds.longValue() < MOST_SECONDS
                ? Optional.of(now.plusSeconds(seconds.longValue()))
                : Optional.empty();
    }

    @Override
    @Transactional
    public void keep(Map<CredentialKey, NewGrant> grants) {
        tokens.seal(grants);
        table.put(grants.entrySet().stream()
                .map(one ->
                        new PostgresGrants.Put(one.getKey(), one.getValue().client(), Life.of(one.getValue(), random)))
                .toList());
    }

    /** Stores the answer to a refresh; false when another was stored since. */
    @Transactional
    public boolean keepRenewed(PostgresGrants.Row seen, NewGrant grant) {
        if (!table.renewed(seen, Life.of(grant, random))) {
            return false;
        }
        tokens.seal(Map.of(seen.key(), grant));
        return true;
    }

    @Override
    @Transactional
    public boolean copy(CredentialKey from, long toVersion) {
        if (!table.hold(from, clock.instant())) {
            return false;
        }
        Optional<PostgresGrants.Row> row = table.find(from);
        Optional<Secret> refresh = tokens.opened(SealedTokens.refresh(from));
        if (row.isEmpty() || refresh.isEmpty() && !row.get().client().flow().withoutPeople()) {
            return false;
        }
        Optional<Secret> access = tokens.opened(SealedTokens.access(from));
        Instant now = clock.instant();
        keep(
                new CredentialKey(from.workspace(), from.mailbox(), toVersion),
                new NewGrant(
                        row.get().client().id(),
                        access.orElseGet(() -> Secret.of("")),
                        now,
                        // It was got for another version: the first check gets its own.
                        now,
                        refresh,
                        Optional.empty()));
        return true;
    }
}
