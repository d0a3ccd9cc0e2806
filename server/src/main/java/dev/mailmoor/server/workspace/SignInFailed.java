package dev.mailmoor.server.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Goes back to {@code /sign-in?error=…} with {@code refused}, {@code too-many} or {@code busy}; the page has the words. */
class SignInFailed implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.sendRedirect("/sign-in?error=" + word(failure));
    }

    private static String word(AuthenticationException failure) {
        if (failure instanceof LockedException) {
            return "too-many";
        }
        return failure instanceof AuthenticationServiceException ? "busy" : "refused";
    }
}
