package dev.mailmoor.server.reauth;

import dev.mailmoor.server.signin.LoginBudget;
import dev.mailmoor.server.workspace.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ConnectMany implements ManyConnections {
    private final ReadMany reading;
    private final SaveMany saving;
    private final LoginTries tries;
    private final GrantMany granting;
    private final LoginBudget budget;

    ConnectMany(ReadMany reading, SaveMany saving, LoginTries tries, GrantMany granting, LoginBudget budget) {
        this.reading = reading;
        this.saving = saving;
        this.tries = tries;
        this.granting = granting;
        this.budget = budget;
    }

    @Override
    public List<Intent> read(Access access, List<MailboxDraft> drafts, Blanks blanks) {
        return reading.read(access.workspace(), drafts, blanks);
    }

    @Override
    public List<Instant> reserve(List<String> servers, int logins, Duration horizon, double atLeastPerSecond) {
        return LoginsTogether.reserve(budget, servers, logins, new LoginsTogether.Pace(horizon, atLeastPerSecond));
    }

    @Override
    public double loginsPerSecond(List<String> servers) {
        return servers.stream().mapToDouble(budget::usualPerSecond).min().orElseThrow();
    }

    @Override
    public Proved attempt(Access access, Intent.Ready intent) {
        return intent.byGrant()
                ? granting.attempt(access.workspace(), intent)
                : new Proved(
                        intent,
                        switch (intent) {
                            case Intent.Add add -> tries.runReserved(add.plan().attempts());
                            case Intent.Replace replace ->
                                tries.runReserved(Attempt.each(
                                        replace.address().value(),
                                        replace.channels(),
                                        replace.edit().secrets()));
                        });
    }

    @Override
    public List<Saving> save(Access access, List<Proved> proved, String origin) {
        return saving.save(access, proved, origin);
    }
}
