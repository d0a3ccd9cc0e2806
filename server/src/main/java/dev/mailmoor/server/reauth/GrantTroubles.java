package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.TokenDiagnostician;
import dev.mailmoor.server.diagnosis.TokenDiagnostician.Asked;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.TokenTrouble;
import org.springframework.stereotype.Component;

/** Says what it means when a person was there and there is no grant all the same. */
@Component
class GrantTroubles {
    private static final String STAGE = "authorize";

    private final TokenDiagnostician diagnostician;

    GrantTroubles(TokenDiagnostician diagnostician) {
        this.diagnostician = diagnostician;
    }

    Diagnosis diagnosis(OAuthClient client, TokenTrouble trouble) {
        return switch (trouble) {
            case TokenTrouble.Refused refused -> refused(client, refused.error(), refused.description());
            case TokenTrouble.NoAnswer none ->
                diagnostician.noAnswer(asked(client), Cause.PROVIDER_OUTAGE_OR_TEMPORARY, none.detail());
            case TokenTrouble.NotReady(String reason) -> refused(client, "invalid_client", reason);
            case TokenTrouble.ForeignHost(String host) -> refused(client, "invalid_client", host);
        };
    }

    Diagnosis refused(OAuthClient client, String error, String description) {
        return diagnostician.refused(asked(client), error, description);
    }

    private static Asked asked(OAuthClient client) {
        return new Asked(
                client.issuer().getHost(),
                client.provider().mailProviders().stream().findFirst().orElse("custom"),
                STAGE);
    }
}
