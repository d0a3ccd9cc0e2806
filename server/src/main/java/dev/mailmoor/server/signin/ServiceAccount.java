package dev.mailmoor.server.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mailmoor.protocol.Secret;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key of a service account as Google hands it out, a JSON file. It signs the claim to act for an address (RFC 7523 §3;
 * Google, "Using OAuth 2.0 for Server to Server Applications").
 */
record ServiceAccount(String email, String keyId, PrivateKey key) {
    private static final Duration LIFE = Duration.ofMinutes(10);

    static Optional<ServiceAccount> read(Secret json) {
        return json.reveal(ServiceAccount::read);
    }

    private static Optional<ServiceAccount> read(String json) {
        try {
            Map<String, Object> fields = JSONObjectUtils.parse(json);
            String email = JSONObjectUtils.getString(fields, "client_email");
            String pem = JSONObjectUtils.getString(fields, "private_key");
            if (email == null || email.isBlank() || pem == null) {
                return Optional.empty();
            }
            String keyId = JSONObjectUtils.getString(fields, "private_key_id");
            return Optional.of(new ServiceAccount(email, keyId == null ? "" : keyId, privateKey(pem)));
        } catch (ParseException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]{1,40}-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** @param now the real time: the other side's clock knows nothing of ours */
    SignedJWT claim(String address, URI tokenEndpoint, List<String> scopes, Instant now) throws JOSEException {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(com.nimbusds.jose.JOSEObjectType.JWT);
        SignedJWT jwt = new SignedJWT(
                keyId.isEmpty() ? header.build() : header.keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .issuer(email)
                        .subject(address)
                        .audience(tokenEndpoint.toString())
                        .claim("scope", String.join(" ", scopes))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .jwtID(java.util.UUID.randomUUID().toString())
                        .build());
        jwt.sign(new RSASSASigner(key));
        return jwt;
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + email + "]";
    }
}
