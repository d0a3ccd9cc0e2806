package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Carries what is shown once to the page behind a form, so that loading that page again makes nothing a second time. The
 * session, which lies in the database, gets it sealed; the key goes to this browser alone, in a cookie for a minute.
 */
final class OnceCarrier {
    private static final String SEALED = "once";
    private static final String ABOUT = "once-about";
    private static final String COOKIE = "mailmoor-once";
    private static final Duration UNTIL_THE_PAGE = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    /** Each key seals one text. */
    private static final byte[] NONCE = new byte[12];

    private OnceCarrier() {}

    /** Into the flash map, which is saved by whoever sends the browser on. */
    static void load(Once once, GoTo there, HttpServletRequest request, HttpServletResponse response) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        byte[] sealed = once.secret()
                .<byte[]>reveal(text -> crypted(Cipher.ENCRYPT_MODE, key, text.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> flash = RequestContextUtils.getOutputFlashMap(request);
        flash.put(SEALED, Base64.getEncoder().encodeToString(sealed));
        flash.put(ABOUT, once.about());
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(
                                COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(key))
                        .path(there.path())
                        .maxAge(UNTIL_THE_PAGE)
                        .httpOnly(true)
                        .sameSite("Strict")
                        .secure(request.isSecure())
                        .build()
                        .toString());
        Arrays.fill(key, (byte) 0);
    }

    /** Empty when nothing was made, or the page is loaded again. */
    static Optional<Once> unload(HttpServletRequest request) {
        Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        if (flash == null
                || !(flash.get(SEALED) instanceof String sealed)
                || !(flash.get(ABOUT) instanceof String about)) {
            return Optional.empty();
        }
        return key(request)
                .flatMap(key -> opened(key, Base64.getDecoder().decode(sealed)))
                .map(text -> new Once(about, Secret.of(text)));
    }

    private static Optional<byte[]> key(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(OnceCarrier::decoded)
                .filter(key -> key.length == KEY_BYTES);
    }

    private static Optional<byte[]> decoded(String cookie) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(cookie));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty when the cookie is of another page. */
    private static Optional<String> opened(byte[] key, byte[] sealed) {
        try {
            return Optional.of(new String(crypted(Cipher.DECRYPT_MODE, key, sealed), StandardCharsets.UTF_8));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static byte[] crypted(int mode, byte[] key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refuses", e);
        }
    }
}
