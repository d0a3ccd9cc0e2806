package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Hands Spring Security's form sign-in to {@link PasswordSignIn}. Its outcomes become the exceptions that Spring asks for. */
class PasswordProvider implements AuthenticationProvider {
    private final PasswordSignIn signIn;

    PasswordProvider(PasswordSignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Authentication authenticate(Authentication tried) {
        String from = tried.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        Secret password = Secret.of(String.valueOf(tried.getCredentials()));
        return switch (signIn.attempt(tried.getName(), password, from)) {
            case PasswordSignIn.Attempt.SignedIn in -> SessionEntrance.authentication(in.person(), in.email());
            case PasswordSignIn.Attempt.Refused _ -> throw new BadCredentialsException("refused");
            case PasswordSignIn.Attempt.TooMany _ -> throw new LockedException("too many tries");
            case PasswordSignIn.Attempt.Busy _ -> throw new AuthenticationServiceException("busy");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
