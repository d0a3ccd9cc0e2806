package dev.mailmoor.server.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.signin.OAuthClientDraft;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client in a request to add or to change one.
 *
 * @param scopes a list, or one text with blanks between them
 * @param hosts mail servers that its tokens may go to
 */
record OAuthClientRequest(
        @Nullable String name,
        @Nullable String provider,
        @Nullable String flow,
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable Secret clientSecret,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<@Nullable String> scopes,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<@Nullable String> hosts) {
    OAuthClientDraft draft() {
        return new OAuthClientDraft(
                Optional.ofNullable(name),
                Optional.ofNullable(provider),
                Optional.ofNullable(flow),
                Optional.ofNullable(issuer),
                Optional.ofNullable(clientId),
                Optional.ofNullable(clientSecret),
                texts(scopes),
                texts(hosts));
    }

    private static Optional<List<String>> texts(@Nullable List<@Nullable String> given) {
        return Optional.ofNullable(given)
                .map(list -> list.stream()
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .toList());
    }
}
