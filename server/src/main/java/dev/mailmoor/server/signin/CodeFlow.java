package dev.mailmoor.server.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.mailmoor.server.signin.OAuthGrants.Obtained;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class CodeFlow implements AuthorizationCodes {
    private final IssuerMetadata issuers;
    private final TokenEndpoint endpoint;
    private final KeptGrants grants;
    private final GrantedAccount accounts;
    private final OAuthClients clients;

    CodeFlow(
            IssuerMetadata issuers,
            TokenEndpoint endpoint,
            KeptGrants grants,
            GrantedAccount accounts,
            OAuthClients clients) {
        this.issuers = issuers;
        this.endpoint = endpoint;
        this.grants = grants;
        this.accounts = accounts;
        this.clients = clients;
    }

    @Override
    public Sending send(OAuthClient client, Question question) {
        return switch (issuers.of(client)) {
            case IssuerMetadata.Found.Unknown(TokenTrouble.NoAnswer why) -> new Sending.Troubled(why);
            case IssuerMetadata.Found.Known(OIDCProviderMetadata issuer) ->
                Optional.ofNullable(issuer.getAuthorizationEndpointURI())
                        .filter(place -> "https".equals(place.getScheme()) || "http".equals(place.getScheme()))
                        .<Sending>map(place -> new Sending.To(request(client, question, place)))
                        .orElseGet(() -> new Sending.Troubled(
                                new TokenTrouble.NotReady("The OAuth server does not say where people grant access.")));
        };
    }

    private URI request(OAuthClient client, Question question, URI place) {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        scope(client),
                        new ClientID(client.identifier()),
                        clients.redirectAddress())
                .endpointURI(place)
                .state(new State(question.state()))
                .nonce(new Nonce(question.nonce()))
                .codeChallenge(question.verifier().<CodeVerifier>reveal(CodeVerifier::new), CodeChallengeMethod.S256);
        question.loginHint().ifPresent(request::loginHint);
        // A refresh token comes for sure only when the person is asked: Google gives none the second time.
        if (client.provider() == OAuthProvider.GOOGLE) {
            request.customParameter("access_type", "offline");
        }
        if (client.provider() != OAuthProvider.MICROSOFT) {
            request.prompt(new Prompt(Prompt.Type.CONSENT));
        }
        return request.build().toURI();
    }

    /** Without these two nobody would tell whose account was granted. */
    private static Scope scope(OAuthClient client) {
        Set<String> words = new LinkedHashSet<>(List.of("openid", "email"));
        words.addAll(client.scopes());
        return new Scope(words.toArray(String[]::new));
    }

    @Override
    public Redeeming redeem(OAuthClient client, Question question, Answer answer) {
        return switch (issuers.of(client)) {
            case IssuerMetadata.Found.Unknown(TokenTrouble.NoAnswer why) -> new Redeeming.Troubled(why);
            case IssuerMetadata.Found.Known(OIDCProviderMetadata issuer) ->
                isFrom(client, issuer, answer)
                        ? redeem(client, question, answer, issuer)
                        : new Redeeming.NotBelieved("The answer came from another OAuth server than was asked.");
        };
    }

    private static boolean isFrom(OAuthClient client, OIDCProviderMetadata issuer, Answer answer) {
        boolean must = issuer.supportsAuthorizationResponseIssuerParam();
        return answer.issuer()
                .map(told -> issuer.getIssuer().getValue().equals(told)
                        || Issuers.sameOfAnyTenant(client.issuer().toString(), told))
                .orElse(!must);
    }

    private Redeeming redeem(OAuthClient client, Question question, Answer answer, OIDCProviderMetadata issuer) {
        AuthorizationCodeGrant grant = answer.code()
                .<AuthorizationCodeGrant>reveal(code -> new AuthorizationCodeGrant(
                        new AuthorizationCode(code),
                        clients.redirectAddress(),
                        question.verifier().<CodeVerifier>reveal(CodeVerifier::new)));
        return switch (endpoint.ask(client, grant)) {
            case TokenEndpoint.Answer.Trouble(TokenTrouble trouble) -> new Redeeming.Troubled(trouble);
            case TokenEndpoint.Answer.Tokens came -> believed(client, question, came, issuer);
        };
    }

    private Redeeming believed(
            OAuthClient client, Question question, TokenEndpoint.Answer.Tokens came, OIDCProviderMetadata issuer) {
        return switch (accounts.of(client, came.response(), new GrantedAccount.Expected(question.nonce(), issuer))) {
            case GrantedAccount.Account.Unproved(String why) -> new Redeeming.NotBelieved(why);
            case GrantedAccount.Account.Known(List<String> addresses) ->
                grants.obtained(client, came, Optional.empty()) instanceof Obtained.Got(NewGrant grant)
                                && grant.refreshToken().isPresent()
                        ? new Redeeming.Granted(grant, addresses)
                        : new Redeeming.NotBelieved(
                                "The OAuth server gave no refresh token, so the grant would end within the hour: the"
                                        + " client's scopes must ask for one (offline_access at most servers).");
        };
    }
}
