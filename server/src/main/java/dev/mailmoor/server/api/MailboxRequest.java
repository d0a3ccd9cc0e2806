package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.MailboxChange;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.NameChange;
import dev.mailmoor.server.reauth.Proving;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox in a request to add or to change one, or to try one without saving.
 *
 * @param provider is taken and not looked at: we find it ourselves
 * @param verify tried before it is saved, unless false; a change is always tried
 */
record MailboxRequest(
        @Nullable String address,
        @Nullable Name name,
        @Nullable String configurationName,
        @Nullable String description,
        @Nullable String owner,
        @Nullable List<@Nullable String> tags,
        @Nullable String provider,
        @Nullable ChannelRequest receiving,
        @Nullable ChannelRequest sending,
        @Nullable Secret secret,
        @Nullable OAuthRequest oauth,
        @Nullable Boolean verify,
        @Nullable Boolean acceptPartial) {

    record Name(@Nullable String first, @Nullable String last) {
        PersonName whole() {
            return new PersonName(orEmpty(first), orEmpty(last));
        }

        NameChange change() {
            return new NameChange(Optional.ofNullable(first), Optional.ofNullable(last));
        }
    }

    MailboxDraft draft() {
        return new MailboxDraft(
                orEmpty(address),
                name == null ? new PersonName("", "") : name.whole(),
                orEmpty(configurationName),
                orEmpty(description),
                orEmpty(owner),
                wholeTags().orElse(List.of()),
                draft(receiving),
                draft(sending),
                Optional.ofNullable(secret),
                Optional.ofNullable(oauth).map(OAuthRequest::grant));
    }

    MailboxChange change(Version version) {
        if (oauth != null) {
            throw new Refusal(Problem.field(
                    "oauth", "A new grant is given by PUT …/credential, or by a person from POST …/oauth/start."));
        }
        if (Boolean.FALSE.equals(verify)) {
            throw new Refusal(Problem.field(
                    "verify", "A change of a channel is always tried first. Leave this out, or let it be true."));
        }
        return new MailboxChange(
                version.expected(),
                Optional.ofNullable(address),
                Optional.ofNullable(name).map(Name::change),
                Optional.ofNullable(configurationName),
                Optional.ofNullable(description),
                Optional.ofNullable(owner),
                wholeTags(),
                draft(receiving),
                draft(sending),
                Optional.ofNullable(secret));
    }

    Proving proving() {
        if (Boolean.FALSE.equals(verify)) {
            return Proving.UNTRIED;
        }
        return Boolean.TRUE.equals(acceptPartial) ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
    }

    private Optional<List<String>> wholeTags() {
        if (tags == null) {
            return Optional.empty();
        }
        if (tags.stream().anyMatch(Objects::isNull)) {
            throw new Refusal(Problem.field("tags", "A tag is a text."));
        }
        return Optional.of(tags.stream().map(tag -> tag == null ? "" : tag).toList());
    }

    private static Optional<ChannelDraft> draft(@Nullable ChannelRequest channel) {
        return Optional.ofNullable(channel).map(ChannelRequest::draft);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
