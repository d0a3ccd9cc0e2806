package dev.mailmoor.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.TokenRefusal;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MechanismsTest {
    private static final Surroundings THERE =
            new Surroundings(new Endpoint("mail.example.com", 993, TlsMode.TLS), Optional.empty(), false);

    @ParameterizedTest
    @CsvSource({
        "PLAIN LOGIN,                                             secret, true,  PLAIN",
        "LOGIN,                                                   secret, true,  LOGIN",
        "PLAIN CRAM-MD5 LOGIN,                                    secret, true,  CRAM-MD5",
        "CRAM-MD5 SCRAM-SHA-1,                                    secret, true,  SCRAM-SHA-1",
        "SCRAM-SHA-1 SCRAM-SHA-256,                               secret, true,  SCRAM-SHA-256",
        "SCRAM-SHA-256 SCRAM-SHA-1-PLUS,                          secret, true,  SCRAM-SHA-1-PLUS",
        "SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-256 PLAIN, secret, true,  SCRAM-SHA-256-PLUS",
        "SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN,                  secret, false, SCRAM-SHA-256",
        "SCRAM-SHA-256 CRAM-MD5 PLAIN XOAUTH2,                    säcret, true,  PLAIN",
        "SCRAM-SHA-256 CRAM-MD5,                                  säcret, true,  SCRAM-SHA-256",
        "CRAM-MD5 LOGIN,                                          säcret, true,  LOGIN",
        "XOAUTH2 NTLM GSSAPI,                                     secret, true,  ",
    })
    void theStrongestIsTakenThatBothSpeak(String offered, String password, boolean canBind, String taken) {
        assertThat(Mechanisms.strongest(
                                List.of(offered.split(" ")), Credentials.password("anna", Secret.of(password)), canBind)
                        .map(Mechanism::name))
                .isEqualTo(Optional.ofNullable(taken));
    }

    @Test
    void aTokenIsNeverTriedAsAPassword() {
        Credentials token = Credentials.bearerToken("anna", Secret.of("ya29"));

        assertThat(Mechanisms.strongest(List.of("PLAIN", "LOGIN"), token, true)).isEmpty();
        assertThat(Mechanisms.strongest(List.of("PLAIN", "XOAUTH2"), token, true)
                        .map(Mechanism::name))
                .contains("XOAUTH2");
        assertThat(Mechanisms.strongest(List.of("XOAUTH2", "OAUTHBEARER"), token, true)
                        .map(Mechanism::name))
                .contains("OAUTHBEARER");
    }

    private static String first(Mechanism mechanism) {
        Credentials token = Credentials.bearerToken("user@example.com", Secret.of("ya29.a0"));
        return new String(mechanism.begin(token, THERE).first().orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void tokensAreWrittenAsTheirDocumentsSay() {
        assertThat(first(BearerToken.XOAUTH2)).isEqualTo("user=user@example.com\u0001auth=Bearer ya29.a0\u0001\u0001");
        assertThat(first(BearerToken.OAUTHBEARER))
                .isEqualTo("n,a=user@example.com,\u0001host=mail.example.com\u0001port=993\u0001auth=Bearer ya29.a0"
                        + "\u0001\u0001");
    }

    @Test
    void theExampleOfRfc2195Holds() throws AttemptEnded {
        Exchange exchange = new CramMd5().begin(Credentials.password("tim", Secret.of("tanstaaftanstaaf")), THERE);
        byte[] answer =
                exchange.answer("<1896.697170952@postoffice.reston.mci.net>".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"} | 400 | https://mail.google.com/",
                "{\"status\":\"invalid_token\",\"scope\":\"a b\",\"openid-configuration\":\"https://x\"} | invalid_token | a b",
                "{ \"scope\" : \"q\\\"\\u0041\\\\\" , \"status\" : 401 } | 401 | q\"A\\",
                "{\"status\":\"400\",\"nested\":{\"status\":\"1\"},\"scope\":\"s\"} | 400 | ''",
                "not json | '' | ''",
                "{\"status | '' | ''",
                "{\"status\":\"4 | 4 | ''",
            })
    void theErrorChallengeOfATokenIsRead(String json, String status, String scope) {
        assertThat(TokenChallenge.read(json)).isEqualTo(new TokenRefusal(status, scope, json));
    }
}
