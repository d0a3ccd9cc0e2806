package dev.mailmoor.server.api;

import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.Campaigns;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.settings.PlainDuration;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A campaign as it is asked for: either mailboxes by their ids, or a filter as for the list of mailboxes. */
record CampaignRequest(
        @Nullable List<@Nullable String> mailboxes,
        @Nullable Filter filter,
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

    Campaigns.Wish wish() {
        return new Campaigns.Wish(
                choice(),
                note == null ? "" : note,
                expiresIn == null ? LinkWish.USUAL : duration(expiresIn),
                Boolean.FALSE.equals(reminders) ? Campaign.Reminders.NONE : Campaign.Reminders.SENT);
    }

    private Campaigns.Choice choice() {
        if (mailboxes != null && filter == null) {
            return new Campaigns.Choice.Named(ids(mailboxes));
        }
        if (filter != null && mailboxes == null) {
            return new Campaigns.Choice.Matching(filter.read());
        }
        throw new Refusal(Problem.field("mailboxes", "Either mailboxes, a list of ids, or a filter."));
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
