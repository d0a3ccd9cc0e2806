package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change to a mailbox; what is empty stays as it is.
 *
 * @param expectedVersion the version the caller knew (If-Match)
 */
public record MailboxChange(
        OptionalLong expectedVersion,
        Optional<String> address,
        Optional<NameChange> name,
        Optional<String> configurationName,
        Optional<String> description,
        Optional<String> owner,
        Optional<List<String>> tags,
        Optional<ChannelDraft> receiving,
        Optional<ChannelDraft> sending,
        Optional<Secret> secret) {}
