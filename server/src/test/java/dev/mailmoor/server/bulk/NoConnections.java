package dev.mailmoor.server.bulk;

import dev.mailmoor.server.reauth.Intent;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.ManyConnections;
import dev.mailmoor.server.workspace.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers nothing: a test says what it needs. */
class NoConnections implements ManyConnections {
    @Override
    public List<Intent> read(Access access, List<MailboxDraft> drafts, Blanks blanks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Instant> reserve(List<String> servers, int logins, Duration horizon, double atLeastPerSecond) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double loginsPerSecond(List<String> servers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Proved attempt(Access access, Intent.Ready intent) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Saving> save(Access access, List<Proved> proved, String origin) {
        throw new UnsupportedOperationException();
    }
}
