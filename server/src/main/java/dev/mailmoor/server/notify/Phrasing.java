package dev.mailmoor.server.notify;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.WhoMustAct;
import dev.mailmoor.server.mailbox.Mailbox;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What rooms know, in a notice's words. */
public final class Phrasing {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Phrasing() {}

    /** {@code 2 March 2026, 09:00 UTC}. */
    public static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** The configuration name, which lists show too. */
    static String name(Mailbox mailbox) {
        return mailbox.configurationName().isBlank() ? mailbox.address().value() : mailbox.configurationName();
    }

    static String cause(Optional<Diagnosis> diagnosis) {
        return diagnosis.map(Diagnosis::summary).orElse("The server does not let us in any more.");
    }

    static String steps(Optional<Diagnosis> diagnosis) {
        return remedy(diagnosis).stream().map(step -> "- " + step).collect(Collectors.joining("\n"));
    }

    static String firstStep(Optional<Diagnosis> diagnosis) {
        return remedy(diagnosis).getFirst();
    }

    private static List<String> remedy(Optional<Diagnosis> diagnosis) {
        return diagnosis
                .flatMap(Diagnosis::finding)
                .map(Finding::remedy)
                .filter(steps -> !steps.isEmpty())
                .orElse(List.of("Enter the login again."));
    }

    static String whoMustAct(Optional<Diagnosis> diagnosis, Mailbox mailbox) {
        WhoMustAct who =
                diagnosis.flatMap(Diagnosis::finding).map(Finding::whoMustAct).orElse(WhoMustAct.MAILBOX_OWNER);
        return switch (who) {
            case MAILBOX_OWNER -> "the mailbox's owner" + (mailbox.owner().isBlank() ? "" : ", " + mailbox.owner());
            case PROVIDER_ADMIN -> "an administrator at the mail provider";
            case OPERATOR -> "someone in your workspace";
            case NOBODY -> "nobody; it is tried again by itself";
        };
    }

    static String headline(Occasion occasion, int count) {
        return switch (occasion) {
            case LOST -> count + " mailboxes lost their login";
            case REMINDER -> count + " mailboxes are still without a login";
            case RESTORED -> count + " mailboxes are connected again";
        };
    }
}
