package dev.mailmoor.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.Campaigns;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.settings.PlainDuration;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A campaign as it is asked for: mailboxes by their ids, a filter as for the list of mailboxes, or what an import left. */
record CampaignRequest(
        @Nullable List<@Nullable String> mailboxes,
        @Nullable Filter filter,
        @JsonProperty("import") @Nullable String imported,
        @Nullable String note,
        @Nullable String expiresIn,
        @Nullable Boolean reminders) {
    record Filter(
            @Nullable String state,
            @Nullable String provider,
            @Nullable String tag,
            @Nullable String owner,
            @Nullable String q) {
        MailboxFilter read() {
            if (state != null && Words.state(state) != MailboxState.AUTH_LOST) {
                throw new Refusal(
                        Problem.field("filter.state", "Only mailboxes that have lost their login: auth-lost."));
            }
            return new MailboxFilter(
                    Optional.of(MailboxState.AUTH_LOST), given(provider), given(tag), given(owner), given(q));
        }

        private static Optional<String> given(@Nullable String text) {
            return Optional.ofNullable(text).filter(word -> !word.isBlank());
        }
    }

    /** @param toAsk the mailboxes of an import whose people can be asked; empty when there is no such import */
    Campaigns.Wish wish(Function<UUID, Optional<List<MailboxId>>> toAsk) {
        return new Campaigns.Wish(
                choice(toAsk),
                note == null ? "" : note,
                expiresIn == null ? LinkWish.USUAL : duration(expiresIn),
                Boolean.FALSE.equals(reminders) ? Campaign.Reminders.NONE : Campaign.Reminders.SENT);
    }

    private Campaigns.Choice choice(Function<UUID, Optional<List<MailboxId>>> toAsk) {
        if (mailboxes != null && filter == null && imported == null) {
            return new Campaigns.Choice.Named(ids(mailboxes));
        }
        if (filter != null && mailboxes == null && imported == null) {
            return new Campaigns.Choice.Matching(filter.read());
        }
        if (imported != null && mailboxes == null && filter == null) {
            return new Campaigns.Choice.Named(new LinkedHashSet<>(id(imported)
                    .flatMap(toAsk)
                    .orElseThrow(() -> new Refusal(Problem.field("import", "There is no such import.")))));
        }
        throw new Refusal(
                Problem.field("mailboxes", "Give exactly one of: mailboxes (a list of ids), filter, import."));
    }

    /** What the caller chose by is what is refused. */
    List<FieldError> inItsWords(List<FieldError> errors) {
        return errors.stream()
                .map(error -> imported != null && error.field().equals("mailboxes")
                        ? new FieldError("import", error.message())
                        : error)
                .toList();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<MailboxId> ids(List<@Nullable String> texts) {
        try {
            Set<MailboxId> ids = new LinkedHashSet<>();
            texts.forEach(text -> ids.add(new MailboxId(UUID.fromString(String.valueOf(text)))));
            return ids;
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.field("mailboxes", "Each is the id of a mailbox."));
        }
    }

    private static Duration duration(String text) {
        return PlainDuration.parse(text)
                .orElseThrow(
                        () -> new Refusal(Problem.field("expiresIn", "A duration is written like 30m, 72h or 7d.")));
    }
}
