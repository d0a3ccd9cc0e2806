package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Judges observations over rows that a transaction has locked; nothing is written here.
 */
final class Hearing {
    private final Map<MailboxKey, MailboxFile> files = new LinkedHashMap<>();
    private final Map<ChannelKey, BeliefRow> changed = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Set<MailboxFile> renewed = new LinkedHashSet<>();
    private final Instant at;
    private final Paces paces;
    private final Holds holds;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Hearing(Instant at, Paces paces, Holds holds, Collection<MailboxFile> files) {
        this.at = at;
        this.paces = paces;
        this.holds = holds;
        files.forEach(file -> this.files.put(new MailboxKey(file.workspace(), file.mailbox()), file));
    }

    /** One that was made with an older credential, or by who has lost its claim, is dropped. */
    void hear(Sighting sighting, Opinions opinions) {
        row(sighting.channel()).filter(sighting::counts).ifPresent(found -> {
            BeliefRow row = sighting.claim().isPresent() ? found.release() : found;
            Diagnosis seen = opinions.weighed(sighting, row.belief(), other(row).map(BeliefRow::belief));
            conclude(row, judge(row).judge(row.belief(), seen, at));
            if (opinions.areWanted(sighting)) {
                askTheOther(row);
            }
        });
    }

    void renew(ChannelTarget target, Server server, Optional<Diagnosis> proved) {
        row(target.key()).ifPresent(found -> {
            BeliefRow row = found.moved(target.settings().protocol(), server, target.credentialVersion());
            conclude(row, judge(row).renewed(row.belief(), proved, at));
            file(target.key()).ifPresent(renewed::add);
        });
    }

    void carryOver(ChannelTarget target, Server server) {
        row(target.key())
                .map(row -> row.moved(target.settings().protocol(), server, target.credentialVersion()))
                .ifPresent(row -> file(target.key()).ifPresent(file -> put(file, row)));
    }

    /** Rows to be written, each as it is after all that was heard. */
    Collection<BeliefRow> changed() {
        return changed.values();
    }

    List<Change> changes() {
        return changes;
    }

    /** Mailboxes with a channel that is new or was replaced: their state may differ without that any channel took a turn. */
    Collection<MailboxFile> renewed() {
        return renewed;
    }

    Instant at() {
        return at;
    }

    private Judge judge(BeliefRow row) {
        return new Judge(paces.of(row.protocol()), holds.at(row.server()));
    }

    private Optional<BeliefRow> row(ChannelKey channel) {
        return file(channel).flatMap(file -> file.row(channel.direction()));
    }

    private Optional<MailboxFile> file(ChannelKey channel) {
        return Optional.ofNullable(files.get(new MailboxKey(channel.workspace(), channel.mailbox())));
    }

    private void conclude(BeliefRow row, Judgement judgement) {
        MailboxFile file = file(row.key()).orElseThrow();
        Belief was = row.belief();
        Whole before = file.whole();
        BeliefRow after = row.judged(judgement.belief(), judgement.due().pick(random));
        put(file, after);
        Turn turn = Turn.between(was, after.belief());
        if (turn != Turn.NONE) {
            Whole whole = file.whole();
            changes.add(new Change(file, after, was, turn, before, whole, event(file, before, whole, turn)));
        }
        switch (turn) {
            case SUSPECTED -> askTheOther(after);
            case RESTORED, CLEARED -> askTheAbsent(after);
            case NONE, LOST, UNREACHABLE, CONNECTED, RENEWED -> {}
        }
    }

    private static Optional<String> event(MailboxFile file, Whole before, Whole after, Turn turn) {
        return file.paused() ? Optional.empty() : Whole.event(before, after, turn);
    }

    /** The second opinion: is it this channel, or the mailbox? */
    private void askTheOther(BeliefRow row) {
        ask(row, MailboxState.CONNECTED);
    }

    /** What brought one side back may have brought the other. */
    private void askTheAbsent(BeliefRow row) {
        ask(row, MailboxState.UNREACHABLE);
    }

    private void ask(BeliefRow row, MailboxState wanted) {
        other(row)
                .filter(other -> other.belief().state() == wanted)
                .filter(other -> other.belief().checkedAt().filter(at::isAfter).isPresent())
                .ifPresent(other -> file(other.key()).ifPresent(file -> put(file, other.due(at))));
    }

    private Optional<BeliefRow> other(BeliefRow row) {
        return file(row.key()).flatMap(file -> file.sibling(row.key().direction()));
    }

    private void put(MailboxFile file, BeliefRow row) {
        file.put(row);
        changed.put(row.key(), row);
    }
}
