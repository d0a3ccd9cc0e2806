package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.PersonName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A mailbox that waits for its grant: as it was typed, and never with a secret. */
record StoredDraft(
        String address,
        String firstName,
        String lastName,
        String configurationName,
        String description,
        String owner,
        List<String> tags,
        @Nullable Channel receiving,
        @Nullable Channel sending) {
    private static final JsonMapper JSON = JsonMapper.shared();

    record Channel(String protocol, String host, String port, String security, String username) {
        static Channel of(ChannelDraft draft) {
            return new Channel(draft.protocol(), draft.host(), draft.port(), draft.security(), draft.username());
        }

        ChannelDraft draft() {
            return new ChannelDraft(protocol, host, port, security, username, Optional.empty());
        }
    }

    static String write(MailboxDraft draft) {
        return JSON.writeValueAsString(new StoredDraft(
                draft.address(),
                draft.name().first(),
                draft.name().last(),
                draft.configurationName(),
                draft.description(),
                draft.owner(),
                draft.tags(),
                draft.receiving().map(Channel::of).orElse(null),
                draft.sending().map(Channel::of).orElse(null)));
    }

    static MailboxDraft read(String json) {
        StoredDraft stored = JSON.readValue(json, StoredDraft.class);
        return new MailboxDraft(
                stored.address,
                new PersonName(stored.firstName, stored.lastName),
                stored.configurationName,
                stored.description,
                stored.owner,
                stored.tags,
                Optional.ofNullable(stored.receiving).map(Channel::draft),
                Optional.ofNullable(stored.sending).map(Channel::draft),
                Optional.empty());
    }
}
