package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.ChannelDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A channel in a request. What is wrong with it is said by those who know what a channel is. */
record ChannelRequest(
        @Nullable String protocol,
        @Nullable String host,
        @Schema(type = "integer", example = "993") @Nullable String port,
        @Nullable String security,
        @Nullable String username,
        @Nullable Secret secret) {

    ChannelDraft draft() {
        return new ChannelDraft(
                orEmpty(protocol),
                orEmpty(host),
                orEmpty(port),
                orEmpty(security),
                orEmpty(username),
                Optional.ofNullable(secret));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
