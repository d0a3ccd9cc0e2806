package dev.mailmoor.server.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says whose account was granted, by the signed ID token (OpenID Connect Core §3.1.3.7) and the UserInfo behind it. */
@Component
class GrantedAccount {
    private static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    private final OAuthWeb web;

    GrantedAccount(OAuthWeb web) {
        this.web = web;
    }

    /** What the ID token must hold. */
    record Expected(String nonce, OIDCProviderMetadata issuer) {}

    /** What is known of the account. */
    sealed interface Account {
        record Known(List<String> addresses) implements Account {}

        record Unproved(String why) implements Account {}
    }

    Account of(OAuthClient client, TokenResponse response, Expected expected) {
        if (!(response instanceof OIDCTokenResponse oidc)
                || oidc.getOIDCTokens().getIDToken() == null) {
            return new Account.Unproved(
                    "The OAuth server does not say whose account was granted: it gave no ID token.");
        }
        try {
            IDTokenClaimsSet claims = claims(client, oidc.getOIDCTokens().getIDToken(), expected);
            List<String> told = addresses(client, claims);
            return new Account.Known(told.isEmpty() ? asked(client, oidc, claims, expected.issuer()) : told);
        } catch (ParseException | java.text.ParseException | BadJOSEException | JOSEException | NoKeys e) {
            return new Account.Unproved("The OAuth server's ID token does not hold: " + plain(e));
        }
    }

    private static String plain(Exception e) {
        String message = String.valueOf(e.getMessage());
        return (message.length() > 200 ? message.substring(0, 200) : message) + ".";
    }

    private IDTokenClaimsSet claims(OAuthClient client, JWT token, Expected expected)
            throws ParseException, java.text.ParseException, BadJOSEException, JOSEException, NoKeys {
        if (!(token.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm) || !SIGNATURES.contains(algorithm)) {
            throw new BadJOSEException("it is not signed as it must be");
        }
        String told = Objects.requireNonNullElse(token.getJWTClaimsSet().getIssuer(), "");
        String tenant = Objects.requireNonNullElse(token.getJWTClaimsSet().getStringClaim("tid"), "");
        boolean ours = told.equals(expected.issuer().getIssuer().getValue())
                || Issuers.same(client.issuer().toString(), told, tenant);
        if (!ours) {
            throw new BadJOSEException("another issuer signed it");
        }
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(told), new ClientID(client.identifier()), algorithm, keys(expected.issuer()));
        return validator.validate(token, new Nonce(expected.nonce()));
    }

    private JWKSet keys(OIDCProviderMetadata issuer) throws java.text.ParseException, NoKeys {
        if (web.get(issuer.getJWKSetURI()) instanceof OAuthWeb.Reply.Came came
                && came.response().getStatusCode() == 200) {
            return JWKSet.parse(came.response().getBody());
        }
        throw new NoKeys();
    }

    private static final class NoKeys extends Exception {
        private static final long serialVersionUID = 1L;

        NoKeys() {
            super("its keys cannot be fetched");
        }
    }

    /** Nothing is asked of a server that has no UserInfo; then the subject itself may be the address. */
    private List<String> asked(
            OAuthClient client, OIDCTokenResponse oidc, IDTokenClaimsSet claims, OIDCProviderMetadata issuer)
            throws ParseException {
        URI place = issuer.getUserInfoEndpointURI();
        List<String> told = place == null ? List.of() : userInfo(client, oidc, claims, place);
        String subject = claims.getSubject().getValue();
        return told.isEmpty() && client.provider() == OAuthProvider.OIDC && subject.contains("@")
                ? List.of(subject.toLowerCase(Locale.ROOT))
                : told;
    }

    private List<String> userInfo(OAuthClient client, OIDCTokenResponse oidc, IDTokenClaimsSet claims, URI place)
            throws ParseException {
        HTTPRequest request = new UserInfoRequest(place, oidc.getOIDCTokens().getAccessToken()).toHTTPRequest();
        if (!(web.send(request) instanceof OAuthWeb.Reply.Came came)
                || came.response().getStatusCode() != 200) {
            return List.of();
        }
        UserInfo info = UserInfo.parse(came.response().getBody());
        // OpenID Connect Core §5.3.4: else the answer may be about somebody else.
        return claims.getSubject().equals(info.getSubject()) ? addresses(client, info) : List.of();
    }

    /** An address that the provider does not stand for is none. */
    private static List<String> addresses(OAuthClient client, ClaimsSet claims) {
        boolean verified = !Boolean.FALSE.equals(claims.getBooleanClaim("email_verified"));
        Stream<Optional<String>> told = client.provider() == OAuthProvider.MICROSOFT
                ? Stream.of(text(claims, "preferred_username"), text(claims, "upn"), text(claims, "email"))
                : Stream.of(text(claims, "email"));
        return told.flatMap(Optional::stream)
                .filter(_ -> verified)
                .filter(address -> address.contains("@"))
                .map(address -> address.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static Optional<String> text(ClaimsSet claims, String name) {
        return Optional.ofNullable(claims.getStringClaim(name));
    }
}
