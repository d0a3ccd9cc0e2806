package dev.mailmoor.server.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * A form whose body is read as a stream, and by its handler alone. Its CSRF token is its first field: whoever reads it
 * proves that before anything else of the body is looked at.
 */
public final class StreamedForm {
    /** The one place that takes such a form. */
    public static final String PATH = "/imports/new";

    private static final XorCsrfTokenRequestAttributeHandler TOKENS = new XorCsrfTokenRequestAttributeHandler();

    private StreamedForm() {}

    /** Any other request must prove itself to the filter. */
    static boolean is(HttpServletRequest request) {
        @Nullable String type = request.getContentType();
        return "POST".equals(request.getMethod())
                && PATH.equals(request.getRequestURI())
                && type != null
                && type.startsWith("multipart/form-data");
    }

    /**
     * @param field its first field's value; empty when that is another one
     * @throws AccessDeniedException when it is not our own form
     */
    public static void prove(HttpServletRequest request, Optional<String> field) {
        DeferredCsrfToken kept =
                (DeferredCsrfToken) Objects.requireNonNull(request.getAttribute(DeferredCsrfToken.class.getName()));
        CsrfToken expected = kept.get();
        boolean ours = field.map(text -> TOKENS.resolveCsrfTokenValue(new OneField(request, text), expected))
                .filter(sent -> MessageDigest.isEqual(bytes(sent), bytes(expected.getToken())))
                .isPresent();
        if (!ours) {
            throw new AccessDeniedException("the form's first field is not its token");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Neither the address nor a header counts. */
    private static final class OneField extends HttpServletRequestWrapper {
        private final String value;

        OneField(HttpServletRequest request, String value) {
            super(request);
            this.value = value;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return null;
        }

        @Override
        public String getParameter(String name) {
            return value;
        }
    }
}
