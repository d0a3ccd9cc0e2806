package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.TokenDiagnostician;
import dev.mailmoor.server.diagnosis.TokenDiagnostician.Asked;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.signin.TokenTrouble;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says what it means that there is no access token. */
@Component
public class TokenTroubles {
    private static final String STAGE = "token";

    private final TokenDiagnostician diagnostician;
    private final Providers providers;

    public TokenTroubles(TokenDiagnostician diagnostician, Providers providers) {
        this.diagnostician = diagnostician;
        this.providers = providers;
    }

    /** @param settings of the channel that the token was for */
    public Diagnosis diagnosis(ChannelSettings settings, TokenTrouble trouble) {
        String provider = providers.byHost(settings.endpoint().host()).id();
        return switch (trouble) {
            case TokenTrouble.Refused refused ->
                diagnostician.refused(
                        new Asked(refused.host(), provider, STAGE), refused.error(), refused.description());
            case TokenTrouble.NoAnswer none ->
                diagnostician.noAnswer(new Asked(none.host(), provider, STAGE), cause(none.kind()), none.detail());
            case TokenTrouble.NotReady(String reason) -> NotReadyDiagnosis.ofGrant(settings, reason);
            case TokenTrouble.ForeignHost(String host) ->
                ofThisChannel(
                        settings,
                        diagnostician
                                .refused(new Asked(host, provider, STAGE), "invalid_client", "")
                                .noting("Tokens of this OAuth client may not go to " + host
                                        + ": add it to the client's mail hosts, if it may have them."));
        };
    }

    /** No OAuth server said it: the client is good for the other mailboxes. */
    private static Diagnosis ofThisChannel(ChannelSettings settings, Diagnosis found) {
        Endpoint endpoint = settings.endpoint();
        return new Diagnosis(
                found.finding(),
                found.stage(),
                found.summary(),
                found.serverReply(),
                found.transcript(),
                settings.protocol().name().toLowerCase(Locale.ROOT),
                endpoint.host(),
                endpoint.port(),
                found.elapsedMillis());
    }

    private static Cause cause(TokenTrouble.Kind kind) {
        return switch (kind) {
            case ADDRESS_NOT_ALLOWED -> Cause.ADDRESS_NOT_ALLOWED;
            case HOST_NOT_FOUND -> Cause.HOST_NOT_FOUND;
            case NO_TRUST -> Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH;
            case TIMED_OUT -> Cause.CONNECTION_TIMED_OUT;
            case NOT_REACHED -> Cause.CONNECTION_REFUSED;
            case TOO_MANY_REQUESTS -> Cause.RATE_LIMITED;
            case IN_TROUBLE -> Cause.PROVIDER_OUTAGE_OR_TEMPORARY;
        };
    }
}
