package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxTexts;
import dev.mailmoor.server.signin.LoginBudget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a draft of many comes to, before anything is tried or saved. */
public sealed interface Intent {
    /** The mailbox that has this address already. */
    Optional<Mailbox> existing();

    /** Something in the draft is wrong. */
    record Invalid(Optional<Mailbox> existing, List<FieldError> errors) implements Intent {}

    /** All of it is so already. */
    record Unchanged(Mailbox mailbox) implements Intent {
        @Override
        public Optional<Mailbox> existing() {
            return Optional.of(mailbox);
        }
    }

    /** May be tried, then saved. */
    sealed interface Ready extends Intent {
        EmailAddress address();

        /** What is tried; nothing where only texts change. */
        Map<Direction, ChannelSettings> channels();

        /** By an OAuth client that needs no person: then it is always tried, for its token is got on the way. */
        boolean byGrant();

        /** What people will have written about it. */
        MailboxTexts texts();

        /** What becomes different about a mailbox that is known. */
        List<Change> changes();

        /** The servers that are signed in to, {@code host:port} each, in order. */
        default List<String> servers() {
            TreeSet<String> servers = new TreeSet<>();
            channels().values().forEach(settings -> servers.add(LoginBudget.serverKey(settings.endpoint())));
            return List.copyOf(servers);
        }
    }

    /** A mailbox that is not known yet. @param note what its owner should know of it, or empty */
    record Add(Plan plan, String note) implements Ready {
        @Override
        public Optional<Mailbox> existing() {
            return Optional.empty();
        }

        @Override
        public EmailAddress address() {
            return plan.address();
        }

        @Override
        public Map<Direction, ChannelSettings> channels() {
            return plan.channels();
        }

        @Override
        public boolean byGrant() {
            return plan.grant().isPresent();
        }

        @Override
        public MailboxTexts texts() {
            return plan.texts();
        }

        @Override
        public List<Change> changes() {
            return List.of();
        }
    }

    /** @param kept the secrets of the channels that get no new one, when there is any new one */
    record Replace(Mailbox before, Edit edit, Map<Direction, Secret> kept) implements Ready {
        @Override
        public Optional<Mailbox> existing() {
            return Optional.of(before);
        }

        @Override
        public EmailAddress address() {
            return before.address();
        }

        @Override
        public Map<Direction, ChannelSettings> channels() {
            Map<Direction, ChannelSettings> tried = edit.channelsAfter(before);
            if (!byGrant()) {
                tried.keySet().retainAll(edit.secrets().keySet());
            }
            return tried;
        }

        @Override
        public boolean byGrant() {
            return edit.grant().isPresent();
        }

        @Override
        public MailboxTexts texts() {
            return edit.texts();
        }

        @Override
        public List<Change> changes() {
            return Change.of(before, edit);
        }
    }
}
