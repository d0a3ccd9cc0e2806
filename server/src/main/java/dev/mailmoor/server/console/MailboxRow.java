package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.provider.Providers;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A mailbox in a list.
 *
 * @param name configuration name, else the person's
 * @param why the cause in a few words; empty when nothing is wrong
 * @param when since when it is wrong, or when it was last looked at
 */
record MailboxRow(
        String id,
        String address,
        String name,
        List<String> tags,
        String provider,
        Badge badge,
        String why,
        Optional<Moment> since,
        Optional<Moment> checked) {
    static MailboxRow of(MailboxView view, Providers providers, Instant now) {
        Mailbox mailbox = view.mailbox();
        Optional<ChannelBelief> worst = worst(view);
        boolean wrong = mailbox.state() != MailboxState.CONNECTED && mailbox.state() != MailboxState.PAUSED;
        return new MailboxRow(
                mailbox.id().toString(),
                mailbox.address().value(),
                name(mailbox),
                mailbox.tags(),
                provider(mailbox, providers),
                Badge.of(mailbox.state()),
                worst.filter(_ -> wrong)
                        .flatMap(ChannelBelief::diagnosis)
                        .map(MailboxRow::why)
                        .orElse(""),
                worst.filter(_ -> wrong).map(belief -> Moment.lasting(belief.since(), now)),
                worst.filter(_ -> !wrong).flatMap(ChannelBelief::checkedAt).map(at -> Moment.ago(at, now)));
    }

    /** What is believed of the channel that gives the mailbox its state. */
    static Optional<ChannelBelief> worst(MailboxView view) {
        return Arrays.stream(Direction.values())
                .flatMap(direction -> Optional.ofNullable(view.beliefs().get(direction)).stream())
                .min(Comparator.comparing(ChannelBelief::state));
    }

    /** The provider's name; of an unknown one, the server's. */
    static String provider(Mailbox mailbox, Providers providers) {
        Optional<String> host = mailbox.receiving()
                .or(mailbox::sending)
                .map(settings -> settings.endpoint().host())
                .filter(_ -> mailbox.provider().equals("custom"));
        return host.orElseGet(() -> providers.byId(mailbox.provider()).name());
    }

    static String name(Mailbox mailbox) {
        String person = (mailbox.name().first() + " " + mailbox.name().last()).strip();
        return mailbox.configurationName().isEmpty() ? person : mailbox.configurationName();
    }

    private static String why(Diagnosis diagnosis) {
        return diagnosis.finding().map(finding -> Words.cause(finding.cause())).orElse("");
    }

    boolean lost() {
        return badge.state().equals(MailboxState.AUTH_LOST.word());
    }
}
