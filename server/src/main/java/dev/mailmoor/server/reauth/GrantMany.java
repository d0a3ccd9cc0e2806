package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import dev.mailmoor.server.signin.NewGrant;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gets the token of one of many, and tries it; the grant that was got is what is to be saved. */
@Component
class GrantMany {
    private final TakeGrant taking;
    private final LoginTries tries;

    GrantMany(TakeGrant taking, LoginTries tries) {
        this.taking = taking;
        this.tries = tries;
    }

    Proved attempt(WorkspaceId workspace, Intent.Ready intent) {
        Map<Direction, ChannelSettings> channels = intent.channels();
        TakeGrant.Target target =
                new TakeGrant.Target(workspace, intent.address().value(), channels);
        Faults faults = new Faults();
        return switch (taking.take(target, wanted(intent), faults)) {
            case TakeGrant.Taking.Taken(NewGrant grant) ->
                new Proved(
                        with(intent, new GivenGrant.Fresh(grant)),
                        tries.runReserved(Attempt.each(target.address(), channels, grant)));
            case TakeGrant.Taking.Refused refused -> new Proved(intent, refused.diagnoses());
            case TakeGrant.Taking.Faulty _ ->
                throw new IllegalStateException("the OAuth client was changed meanwhile: " + faults.all());
        };
    }

    private static GivenGrant wanted(Intent.Ready intent) {
        return switch (intent) {
            case Intent.Add add -> add.plan().grant().orElseThrow();
            case Intent.Replace replace -> replace.edit().grant().orElseThrow();
        };
    }

    private static Intent.Ready with(Intent.Ready intent, GivenGrant grant) {
        return switch (intent) {
            case Intent.Add(Plan plan, String note) -> new Intent.Add(plan.granted(grant), note);
            case Intent.Replace replace ->
                new Intent.Replace(replace.before(), replace.edit().granted(grant), replace.kept());
        };
    }
}
