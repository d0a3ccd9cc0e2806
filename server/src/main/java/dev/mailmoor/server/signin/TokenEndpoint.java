package dev.mailmoor.server.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.signin.TokenTrouble.Kind;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks OAuth servers for tokens (RFC 6749 §4 to §6) and tells a refusal from trouble. */
@Component
class TokenEndpoint {
    private static final String BAD_CLIENT = "invalid_client";

    /** RFC 6749 §5.2. With another status than 400 and 401 only these are believed: gateways answer in JSON, too. */
    private static final Set<String> KNOWN = Set.of(
            "invalid_request",
            BAD_CLIENT,
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "access_denied",
            "interaction_required",
            "temporarily_unavailable",
            "server_error",
            "slow_down",
            // Google's own.
            "admin_policy_enforced",
            "org_internal",
            "deleted_client",
            "disabled_client");

    /** Codes that say of themselves that they pass (RFC 6749 §4.1.2.1, RFC 8628 §3.5). */
    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error", "slow_down");

    private final OAuthWeb web;
    private final IssuerMetadata issuers;
    private final Vault vault;
    private final PostgresOAuthClients clients;

    TokenEndpoint(OAuthWeb web, IssuerMetadata issuers, Vault vault, PostgresOAuthClients clients) {
        this.web = web;
        this.issuers = issuers;
        this.vault = vault;
        this.clients = clients;
    }

    /** What came. */
    sealed interface Answer {
        record Tokens(TokenResponse response, OIDCProviderMetadata issuer) implements Answer {}

        record Trouble(TokenTrouble trouble) implements Answer {}
    }

    Answer refresh(OAuthClient client, Secret refreshToken) {
        return ask(client, new RefreshTokenGrant(refreshToken.<RefreshToken>reveal(RefreshToken::new)));
    }

    /** Without any person: by the client's own secret or key. */
    Answer forAddress(OAuthClient client, String address) {
        return switch (client.flow()) {
            case PERSON -> new Answer.Trouble(new TokenTrouble.NotReady("This client needs a person's grant."));
            case APP_ONLY -> ask(client, new ClientCredentialsGrant());
            case DOMAIN_WIDE -> unlessChanged(client, delegated(client, address));
        };
    }

    /** A client that is refused with a secret that was replaced meanwhile is not broken: the next try has the new one. */
    private Answer unlessChanged(OAuthClient client, Answer answer) {
        boolean refused = answer instanceof Answer.Trouble(TokenTrouble.Refused no)
                && no.error().equals(BAD_CLIENT);
        boolean changed = refused
                && clients.find(client.workspace(), client.id())
                        .filter(now -> now.secretVersion() != client.secretVersion())
                        .isPresent();
        return changed
                ? new Answer.Trouble(new TokenTrouble.NoAnswer(
                        client.issuer().getHost(), Kind.IN_TROUBLE, "its secret was changed at this moment"))
                : answer;
    }

    private Answer delegated(OAuthClient client, String address) {
        return switch (issuers.of(client)) {
            case IssuerMetadata.Found.Unknown(TokenTrouble.NoAnswer why) -> new Answer.Trouble(why);
            case IssuerMetadata.Found.Known(OIDCProviderMetadata issuer) ->
                secret(client)
                        .flatMap(ServiceAccount::read)
                        .map(account -> delegated(client, issuer, account, address))
                        .orElseGet(() -> noSecret(client));
        };
    }

    private Answer delegated(OAuthClient client, OIDCProviderMetadata issuer, ServiceAccount account, String address) {
        try {
            URI place = issuer.getTokenEndpointURI();
            JWTBearerGrant grant =
                    // The real time: the OAuth server knows nothing of a clock that a test has moved.
                    new JWTBearerGrant(account.claim(address, place, client.scopes(), Instant.now()));
            return send(new TokenRequest.Builder(place, grant).build(), issuer);
        } catch (JOSEException e) {
            return new Answer.Trouble(new TokenTrouble.NotReady("The service account's key cannot sign."));
        }
    }

    Answer ask(OAuthClient client, AuthorizationGrant grant) {
        return unlessChanged(client, asked(client, grant));
    }

    private Answer asked(OAuthClient client, AuthorizationGrant grant) {
        return switch (issuers.of(client)) {
            case IssuerMetadata.Found.Unknown(TokenTrouble.NoAnswer why) -> new Answer.Trouble(why);
            case IssuerMetadata.Found.Known(OIDCProviderMetadata issuer) ->
                request(client, issuer, grant)
                        .map(request -> send(request, issuer))
                        .orElseGet(() -> noSecret(client));
        };
    }

    private Optional<TokenRequest> request(OAuthClient client, OIDCProviderMetadata issuer, AuthorizationGrant grant) {
        URI place = issuer.getTokenEndpointURI();
        ClientID identifier = new ClientID(client.identifier());
        Scope scope =
                grant instanceof ClientCredentialsGrant && !client.scopes().isEmpty()
                        ? new Scope(client.scopes().toArray(String[]::new))
                        : null;
        boolean secretless = client.provider() == OAuthProvider.OIDC && client.flow() == OAuthFlow.PERSON;
        Optional<Secret> secret = secret(client);
        if (secret.isEmpty()) {
            return secretless
                    ? Optional.of(new TokenRequest.Builder(place, identifier, grant).build())
                    : Optional.empty();
        }
        return Optional.of(secret.get().<TokenRequest>reveal(text -> {
            com.nimbusds.oauth2.sdk.auth.Secret shown = new com.nimbusds.oauth2.sdk.auth.Secret(text);
            var authentication = prefersBasic(issuer)
                    ? new ClientSecretBasic(identifier, shown)
                    : new ClientSecretPost(identifier, shown);
            TokenRequest.Builder builder = new TokenRequest.Builder(place, authentication, grant);
            return (scope == null ? builder : builder.scope(scope)).build();
        }));
    }

    /** RFC 8414 §2: basic where nothing is said. */
    private static boolean prefersBasic(OIDCProviderMetadata issuer) {
        List<ClientAuthenticationMethod> methods = issuer.getTokenEndpointAuthMethods();
        return methods == null
                || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                || !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    private Optional<Secret> secret(OAuthClient client) {
        SecretRef ref = KeptOAuthClients.secretOf(client);
        return vault.open(Set.of(ref)).get(ref) instanceof Opening.Opened(Secret secret)
                ? Optional.of(secret)
                : Optional.empty();
    }

    private static Answer noSecret(OAuthClient client) {
        return new Answer.Trouble(new TokenTrouble.Refused(
                client.issuer().getHost(), BAD_CLIENT, "Mailmoor's secret there is missing or cannot be opened."));
    }

    private Answer send(TokenRequest request, OIDCProviderMetadata issuer) {
        URI place = request.getEndpointURI();
        return switch (web.send(request.toHTTPRequest())) {
            case OAuthWeb.Reply.Nothing(TokenTrouble.NoAnswer why) -> new Answer.Trouble(why);
            case OAuthWeb.Reply.Came(HTTPResponse response) -> read(place, response, issuer);
        };
    }

    static Answer read(URI place, HTTPResponse response, OIDCProviderMetadata issuer) {
        try {
            TokenResponse parsed = response.getStatusCode() == 200
                    ? OIDCTokenResponseParser.parse(response)
                    : TokenErrorResponse.parse(response);
            return parsed.indicatesSuccess()
                    ? new Answer.Tokens(parsed, issuer)
                    : new Answer.Trouble(
                            refusal(place, response, parsed.toErrorResponse().getErrorObject()));
        } catch (ParseException e) {
            return new Answer.Trouble(inTrouble(place, "what it answers is not what a token endpoint answers"));
        }
    }

    /** Whatever has no error code of the protocol was not said by the protocol. */
    private static TokenTrouble refusal(URI place, HTTPResponse response, ErrorObject error) {
        String code = error == null || error.getCode() == null ? "" : error.getCode();
        boolean ofTheProtocol = response.getStatusCode() == 400 || response.getStatusCode() == 401;
        if (code.isBlank() || response.getStatusCode() < 400 || !(ofTheProtocol || KNOWN.contains(code))) {
            return inTrouble(place, "it answers with status " + response.getStatusCode() + " and no reason");
        }
        String description = error == null || error.getDescription() == null ? "" : error.getDescription();
        if (PASSING.contains(code)) {
            Kind kind = code.equals("slow_down") ? Kind.TOO_MANY_REQUESTS : Kind.IN_TROUBLE;
            return new TokenTrouble.NoAnswer(place.getHost(), kind, code);
        }
        return new TokenTrouble.Refused(place.getHost(), cut(code, 100), cut(description, 1_000));
    }

    private static TokenTrouble inTrouble(URI place, String detail) {
        return new TokenTrouble.NoAnswer(place.getHost(), Kind.IN_TROUBLE, detail);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
