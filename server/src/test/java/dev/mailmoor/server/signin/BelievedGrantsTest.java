package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.Grants.Return;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.signin.ScriptedOAuthServer.Answer;
import dev.mailmoor.server.testing.ServerTest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What an answer must prove before a grant is believed; until then the credential before stays in force. */
@ServerTest
@Import(GrantScene.Parts.class)
class BelievedGrantsTest {
    private static final String ANNA = "anna@granted.example";
    private static final RSAKey KEY = key();
    private static final RSAKey FOREIGN = key();

    private final GrantScene scene;
    private final Grants grants;
    private final Grants.Browser browser = new Grants.Browser(Secret.of("0123456789abcdef0123456789abcdef"));
    private final Mailbox mailbox;

    @Autowired
    BelievedGrantsTest(ObjectProvider<GrantScene> scenes, Grants grants) {
        this.scene = scenes.getObject();
        this.grants = grants;
        mailbox = scene.connectedOnBothSides();
    }

    @BeforeEach
    void keysArePublished() {
        scene.oauth.publishes(new JWKSet(KEY.toPublicJWK()).toString());
    }

    @AfterEach
    void end() {
        scene.room.servers().forget();
        scene.close();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A browser that was sent away. */
    private record Away(URI place) {
        String state() {
            return parameter(place, "state");
        }

        String nonce() {
            return parameter(place, "nonce");
        }
    }

    private Away leave() {
        return leave(Proving.WHOLE);
    }

    private Away leave(Proving proving) {
        Grants.Starting start =
                grants.renew(scene.access, mailbox.id(), mailbox.credential().oauthClient(), proving);
        URI url = ((Grants.Starting.Ready) start).url();
        return away(grants.leave(parameter(url, "ticket"), browser));
    }

    private static Away away(Grants.Leaving leaving) {
        return new Away(((Grants.Leaving.To) leaving).place());
    }

    private static String parameter(URI url, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(url.toString());
        assertThat(found.find()).isTrue();
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }

    private JWTClaimsSet.Builder claims(Away away) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(scene.oauth.issuer())
                .audience("mailmoor")
                .subject("number 1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", away.nonce())
                .claim("email", ANNA)
                .claim("email_verified", true);
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Return comeBack(Away away, String idToken, String issuer) {
        scene.oauth.says(Answer.json(200, """
                {"access_token":"granted","token_type":"Bearer","expires_in":3600,"refresh_token":"%s","id_token":"%s"}
                """.formatted(scene.oauth.grant(), idToken)));
        return grants.comeBack(
                new Grants.Answer(away.state(), Secret.of("a code"), issuer, "", "", "127.0.0.1"), browser);
    }

    private Return comeBack(UnaryOperator<JWTClaimsSet.Builder> spoilt) {
        Away away = leave();
        return comeBack(away, signed(spoilt.apply(claims(away)).build(), KEY), "");
    }

    private long version() {
        return scene.now(mailbox).credential().version();
    }

    @Test
    void theCodeIsTakenToTheSameAddressByTheOneThatAskedForIt() throws GeneralSecurityException {
        Away away = leave();
        assertThat(comeBack(away, signed(claims(away).build(), KEY), scene.oauth.issuer()))
                .isInstanceOf(Return.Connected.class);
        Map<String, String> exchange = scene.oauth.asked().getLast();
        assertThat(exchange)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "a code")
                .containsEntry("redirect_uri", parameter(away.place(), "redirect_uri"));
        assertThat(parameter(away.place(), "redirect_uri"))
                .isEqualTo(scene.room.clients().redirectAddress().toString());
        byte[] verifier = exchange.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII);
        byte[] challenge = MessageDigest.getInstance("SHA-256").digest(verifier);
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge))
                .as("RFC 7636 §4.2")
                .isEqualTo(parameter(away.place(), "code_challenge"));
    }

    @Test
    void whatProvesAllReplacesTheCredential() {
        assertThat(comeBack(claims -> claims)).isInstanceOf(Return.Connected.class);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void oneSideThatSignsInIsSavedOnlyWhenThePersonSaysSo() {
        scene.room.servers().refuseAll(Protocol.SMTP);
        Away away = leave();
        assertThat(comeBack(away, signed(claims(away).build(), KEY), "")).isInstanceOf(Return.NotProved.class);
        assertThat(version()).isEqualTo(1);

        Away content = away(grants.acceptPartial(away.state(), browser));
        assertThat(comeBack(content, signed(claims(content).build(), KEY), ""))
                .isInstanceOfSatisfying(
                        Return.Connected.class,
                        half -> assertThat(half.diagnoses().get(Direction.SENDING))
                                .matches(said -> !said.connected()));
        assertThat(version()).isEqualTo(2);
        assertThat(scene.now(mailbox).channels()).containsKeys(Direction.RECEIVING, Direction.SENDING);
    }

    @Test
    void whoBeginsAGrantCanBeContentWithOneSideFromTheStart() {
        scene.room.servers().refuseAll(Protocol.IMAP);
        Away away = leave(Proving.PARTIAL_ACCEPTED);
        assertThat(comeBack(away, signed(claims(away).build(), KEY), "")).isInstanceOf(Return.Connected.class);

        scene.room.servers().refuseAll(Protocol.SMTP);
        Away neither = leave(Proving.PARTIAL_ACCEPTED);
        assertThat(comeBack(neither, signed(claims(neither).build(), KEY), "")).isInstanceOf(Return.NotProved.class);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void whoBeganItMustStillBeThereAndStillBeAllowed() {
        Away away = leave();
        scene.room
                .jdbc()
                .sql("update api_key set role = 'viewer' where workspace_id = ?")
                .param(scene.access.workspace().value())
                .update();
        assertThat(comeBack(away, signed(claims(away).build(), KEY), "")).isInstanceOf(Return.NotAllowed.class);

        Away again = leave();
        scene.room
                .jdbc()
                .sql("delete from api_key where workspace_id = ?")
                .param(scene.access.workspace().value())
                .update();
        assertThat(comeBack(again, signed(claims(again).build(), KEY), "")).isInstanceOf(Return.NotAllowed.class);
        assertThat(scene.oauth.asked())
                .as("the code is not even taken there")
                .noneMatch(asked -> "authorization_code".equals(asked.get("grant_type")));
        assertThat(version()).isEqualTo(1);
    }

    private enum Spoilt {
        NONCE,
        AUDIENCE,
        ISSUER,
        SIGNATURE,
        UNSIGNED,
        OVER,
        REDIRECTS_ISSUER
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatDoesNotHoldIsNotBelieved(Spoilt what) {
        Away away = leave();
        JWTClaimsSet good = claims(away).build();
        String other = "https://other.example";
        Return ending = switch (what) {
            case NONCE -> comeBack(claims -> claims.claim("nonce", "another"));
            case AUDIENCE -> comeBack(claims -> claims.audience("another client"));
            case ISSUER -> comeBack(claims -> claims.issuer(other));
            case SIGNATURE -> comeBack(away, signed(good, FOREIGN), "");
            case UNSIGNED -> comeBack(away, new PlainJWT(good).serialize(), "");
            case OVER -> comeBack(claims -> claims.expirationTime(new Date(0)));
            case REDIRECTS_ISSUER -> comeBack(away, signed(good, KEY), other);
        };
        assertThat(ending).isInstanceOf(Return.NotBelieved.class);
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void anAddressThatTheProviderDoesNotStandForOrAnotherIsTheWrongAccount() {
        assertThat(comeBack(claims -> claims.claim("email_verified", false))).isInstanceOf(Return.WrongAccount.class);
        assertThat(comeBack(claims -> claims.claim("email", "other@granted.example")))
                .isInstanceOf(Return.WrongAccount.class);
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void anAnswerIsTakenOnceAndInTime() {
        Away away = leave();
        String token =
                signed(claims(away).claim("email", "other@granted.example").build(), KEY);
        assertThat(comeBack(away, token, "")).isInstanceOf(Return.WrongAccount.class);
        assertThat(comeBack(away, signed(claims(away).build(), KEY), "")).isInstanceOf(Return.NotGood.class);

        Away late = leave();
        scene.room.clock().moveOn(Duration.ofMinutes(11));
        assertThat(comeBack(late, signed(claims(late).build(), KEY), "")).isInstanceOf(Return.NotGood.class);
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void whatOthersPublishDoesNotKeepAnIssuerFromBeingRemembered(@Autowired OAuthWeb web) throws ParseException {
        OIDCProviderMetadata published = OIDCProviderMetadata.parse("""
                {"issuer":"https://id.example.com","jwks_uri":"https://id.example.com/k",
                 "token_endpoint":"https://id.example.com/t","subject_types_supported":["public"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}
                """);
        IssuerMetadata issuers = new IssuerMetadata(web);
        for (int number = 0; number <= 1_000; number++) {
            issuers.remember(URI.create("https://id.example.com/" + number), published);
        }
        assertThat(issuers.remembers(URI.create("https://id.example.com/1000"))).isTrue();
        assertThat(issuers.remembers(URI.create("https://id.example.com/0"))).isFalse();
        assertThat(issuers.remembers(URI.create("https://id.example.com/1"))).isTrue();
    }

    @Test
    void anotherBrowserCannotBringTheAnswer() {
        Away away = leave();
        Grants.Answer stolen = new Grants.Answer(away.state(), Secret.of("a code"), "", "", "", "127.0.0.1");
        var other = new Grants.Browser(Secret.of("fedcba9876543210fedcba9876543210"));
        assertThat(grants.comeBack(stolen, other)).isInstanceOf(Return.NotGood.class);
        assertThat(version()).isEqualTo(1);
    }
}
