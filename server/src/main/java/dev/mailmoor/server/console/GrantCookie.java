package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.Grants.Browser;
import dev.mailmoor.server.settings.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * What binds a grant to one browser, with a session or without: 32 random bytes that no script reads and no other site gets
 * sent. Lax, because the OAuth server's redirect comes from another site.
 */
@Component
class GrantCookie {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final boolean https;

    GrantCookie(Settings settings) {
        https = "https".equals(settings.web().publicUrl().getScheme());
    }

    /** The browser as it is known; empty when it holds nothing. */
    Optional<Browser> of(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name()))
                .flatMap(cookie -> key(cookie).stream())
                .findFirst();
    }

    private static Optional<Browser> key(Cookie cookie) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(cookie.getValue());
            return key.length == BYTES ? Optional.of(new Browser(Secret.ofUtf8(key))) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The browser, which holds a key from now on. */
    Browser bind(HttpServletRequest request, HttpServletResponse response) {
        Browser browser = of(request).orElseGet(GrantCookie::fresh);
        String value = browser.key()
                .open(key -> Base64.getUrlEncoder().withoutPadding().encodeToString(key));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(), value)
                        .httpOnly(true)
                        .secure(https)
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(LIFE)
                        .build()
                        .toString());
        return browser;
    }

    /** Shows that this browser was shown who asks by this ticket: nobody else can put it into an address. */
    static String seen(Browser browser, String ticket) {
        return browser.key().open(key -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] seal = mac.doFinal(("seen " + ticket).getBytes(StandardCharsets.UTF_8));
                return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK has no HMAC-SHA-256", e);
            }
        });
    }

    static boolean same(String seen, String told) {
        return MessageDigest.isEqual(
                seen.getBytes(StandardCharsets.US_ASCII), told.getBytes(StandardCharsets.US_ASCII));
    }

    private static Browser fresh() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new Browser(Secret.ofUtf8(key));
    }

    /** The prefix keeps neighbours in the domain from setting it (RFC 6265bis §4.1.3); it needs https. */
    private String name() {
        return https ? "__Host-mailmoor-grant" : "mailmoor-grant";
    }
}
