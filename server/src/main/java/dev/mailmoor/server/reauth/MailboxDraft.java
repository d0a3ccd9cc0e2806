package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.PersonName;
import java.util.List;
import java.util.Optional;

/** A mailbox as somebody typed it, not yet checked. */
public record MailboxDraft(
        String address,
        PersonName name,
        String configurationName,
        String description,
        String owner,
        List<String> tags,
        Optional<ChannelDraft> receiving,
        Optional<ChannelDraft> sending,
        Optional<Secret> secret,
        Optional<GivenGrant> oauth) {
    /** One that signs in with passwords. */
    // Allowed ParameterNumber: the record without its last component.
    public MailboxDraft(
            String address,
            PersonName name,
            String configurationName,
            String description,
            String owner,
            List<String> tags,
            Optional<ChannelDraft> receiving,
            Optional<ChannelDraft> sending,
            Optional<Secret> secret) {
        this(address, name, configurationName, description, owner, tags, receiving, sending, secret, Optional.empty());
    }

    /** The same, signing in by a grant. */
    public MailboxDraft under(GivenGrant grant) {
        return under(address, grant);
    }

    /** The same for the account that was granted. */
    MailboxDraft under(String account, GivenGrant grant) {
        return new MailboxDraft(
                account,
                name,
                configurationName,
                description,
                owner,
                tags,
                receiving,
                sending,
                Optional.empty(),
                Optional.of(grant));
    }
}
