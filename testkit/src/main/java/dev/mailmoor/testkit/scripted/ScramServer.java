package dev.mailmoor.testkit.scripted;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of SCRAM (RFC 5802), written apart from the client's so that one checks the other. */
public final class ScramServer {
    private static final byte[] SALT = "some salt".getBytes(StandardCharsets.US_ASCII);

    private final String hash;
    private final String password;
    private final byte[] bound;
    private String clientFirst = "";
    private String serverFirst = "";
    private byte[] signature = new byte[0];

    /**
     * @param hash {@code SHA256} or {@code SHA1}
     * @param bound the connection's channel binding; empty without {@code -PLUS}
     */
    public ScramServer(String hash, String password, byte[] bound) {
        this.hash = hash;
        this.password = password;
        this.bound = bound.clone();
    }

    /** The GS2 header of the client's first message, for instance {@code n,,}. */
    public static String header(String clientFirst) {
        return text(clientFirst).substring(0, text(clientFirst).indexOf(",n=") + 1);
    }

    /** Answers the client's first message; both in base64. */
    public String challenge(String clientFirstMessage, String iterations) {
        clientFirst = text(clientFirstMessage);
        String bare = clientFirst.substring(clientFirst.indexOf("n=", 2));
        String nonce = bare.substring(bare.indexOf(",r=") + 3) + "server";
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(SALT) + ",i=" + iterations;
        return base64(serverFirst);
    }

    /** Checks the proof and returns the server's own, in base64; throws where the proof or what it binds to is wrong. */
    public String conclude(String clientFinalMessage) {
        String message = text(clientFinalMessage);
        String withoutProof = message.substring(0, message.indexOf(",p="));
        String header = clientFirst.substring(0, clientFirst.indexOf("n=", 2));
        byte[] expected = concat(header.getBytes(StandardCharsets.US_ASCII), bound);
        byte[] told = Base64.getDecoder().decode(withoutProof.substring(2, withoutProof.indexOf(",r=")));
        if (!Arrays.equals(expected, told)) {
            throw new AssertionError("the client binds to something else");
        }
        verify(withoutProof, Base64.getDecoder().decode(message.substring(message.indexOf(",p=") + 3)));
        return base64("v=" + Base64.getEncoder().encodeToString(signature));
    }

    private void verify(String withoutProof, byte[] proof) {
        byte[] auth = (clientFirst.substring(clientFirst.indexOf("n=", 2)) + "," + serverFirst + "," + withoutProof)
                .getBytes(StandardCharsets.UTF_8);
        byte[] salted = salted();
        byte[] clientKey = hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
        byte[] expected = hmac(hashed(clientKey), auth);
        for (int i = 0; i < expected.length; i++) {
            expected[i] ^= clientKey[i];
        }
        if (!Arrays.equals(expected, proof)) {
            throw new AssertionError("the client does not know the password");
        }
        signature = hmac(hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII)), auth);
    }

    private byte[] salted() {
        int iterations = Integer.parseInt(serverFirst.substring(serverFirst.lastIndexOf("i=") + 2));
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), SALT, iterations, hash.equals("SHA1") ? 160 : 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("Hmac" + hash);
            mac.init(new SecretKeySpec(key, "RAW"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] hashed(byte[] text) {
        try {
            return java.security.MessageDigest.getInstance(hash.replace("SHA", "SHA-"))
                    .digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
