package dev.mailmoor.server.reauth;

import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The way into a grant.
 *
 * @param secret a one-time token; only its hash is stored
 */
record GrantTicket(WorkspaceId workspace, UUID start, String secret) {
    private static final int NAMED = 32;

    static GrantTicket of(WorkspaceId workspace, UUID start) {
        return new GrantTicket(workspace, start, OneTimeToken.make());
    }

    byte[] hash() {
        return OneTimeToken.hash(secret);
    }

    String text() {
        return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ByteBuffer.allocate(NAMED)
                                .putLong(workspace.value().getMostSignificantBits())
                                .putLong(workspace.value().getLeastSignificantBits())
                                .putLong(start.getMostSignificantBits())
                                .putLong(start.getLeastSignificantBits())
                                .array())
                + "." + secret;
    }

    static Optional<GrantTicket> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > 200) {
            return Optional.empty();
        }
        return GrantState.bytes(text.substring(0, dot), NAMED)
                .map(ByteBuffer::wrap)
                .map(from -> new GrantTicket(
                        new WorkspaceId(new UUID(from.getLong(), from.getLong())),
                        new UUID(from.getLong(), from.getLong()),
                        text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return "GrantTicket[" + start + "]";
    }
}
