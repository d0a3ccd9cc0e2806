package dev.mailmoor.server.workspace;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request that came with a good API key. */
public final class ProgramAuthentication extends AbstractAuthenticationToken {
    private final transient Access access;

    public ProgramAuthentication(Access access) {
        super(List.of());
        this.access = access;
        setAuthenticated(true);
    }

    public Access access() {
        return access;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return access.actor().label();
    }
}
