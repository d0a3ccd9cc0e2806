package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Revision;
import dev.mailmoor.server.reauth.AddMany.Added;
import dev.mailmoor.server.reauth.ManyConnections.Proved;
import dev.mailmoor.server.reauth.ManyConnections.Saving;
import dev.mailmoor.server.reauth.ReplaceMany.Replaced;
import dev.mailmoor.server.workspace.Access;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Puts many mailboxes, or new credential versions of them, in force with a few statements for all. */
@Component
class SaveMany {
    private final ConnectMailbox connecting;
    private final Replacement replacement;
    private final AddMany adding;
    private final ReplaceMany replacing;

    SaveMany(ConnectMailbox connecting, Replacement replacement, AddMany adding, ReplaceMany replacing) {
        this.connecting = connecting;
        this.replacement = replacement;
        this.adding = adding;
        this.replacing = replacing;
    }

    List<Saving> save(Access access, List<Proved> proved, String origin) {
        Map<Proved, Saving> saved = new IdentityHashMap<>();
        List<Added> adds = new ArrayList<>();
        List<Replaced> replacements = new ArrayList<>();
        for (Proved one : proved) {
            switch (one.intent()) {
                case Intent.Add(Plan plan, String note) ->
                    adds.add(new Added(
                            one,
                            plan,
                            note,
                            connecting.newMailbox(access, plan, supply(plan.secrets(), plan.grant()))));
                case Intent.Replace replace -> replacements.add(new Replaced(one, replace, revision(access, replace)));
            }
        }
        // Those that exist first: their beliefs and rows are locked in the order that the register asks for.
        saved.putAll(replacing.replace(access, replacements, origin));
        saved.putAll(adding.add(access, adds, origin));
        return proved.stream()
                .map(one -> saved.getOrDefault(one, new Saving.Overtaken()))
                .toList();
    }

    private Revision revision(Access access, Intent.Replace replace) {
        return replace.edit().secrets().isEmpty() && !replace.byGrant()
                ? new Revision(replace.edit().texts(), replace.before().provider(), Map.of(), Optional.empty())
                : replacement.revision(
                        access,
                        replace.before(),
                        replace.edit(),
                        supply(replace.edit().secrets(), replace.edit().grant()));
    }

    private static Supply supply(Map<Direction, Secret> secrets, Optional<GivenGrant> grant) {
        return new Supply(Given.of(secrets, grant.map(GivenGrant::got)), Map.of(), Set.of(), Map.of());
    }
}
