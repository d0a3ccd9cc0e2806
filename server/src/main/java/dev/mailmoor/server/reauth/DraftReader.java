package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxTexts;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Settings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what people and programs typed into something whole, or tells all that is wrong with it. */
@Component
class DraftReader {
    private static final String NOT_AN_ADDRESS = "This is not an email address; one looks like anna@example.com.";
    private static final ChannelDraft NOTHING_TYPED = new ChannelDraft("", "", "", "", "", Optional.empty());

    private final Settings settings;
    private final Providers providers;
    private final Discovery discovery;

    DraftReader(Settings settings, Providers providers, Discovery discovery) {
        this.settings = settings;
        this.providers = providers;
        this.discovery = discovery;
    }

    /** Empty when faults were added. */
    Optional<Plan> read(MailboxDraft draft, Faults faults) {
        MailboxTexts texts = new MailboxTexts(
                        draft.name(), draft.configurationName(), draft.description(), draft.owner(), draft.tags())
                .tidied();
        texts.faults().forEach(fault -> faults.add(fault.field(), fault.message()));
        Optional<EmailAddress> address = EmailAddress.parse(draft.address());
        if (address.isEmpty()) {
            faults.add("address", draft.address().isBlank() ? "Enter the address of the mailbox." : NOT_AN_ADDRESS);
        }
        Map<Direction, ChannelDraft> drafts = sides(draft, address, faults);
        Map<Direction, ChannelSettings> channels =
                channels(drafts, address.map(EmailAddress::value).orElse(""), faults);
        GivenSecrets given = GivenSecrets.of(draft.secret(), drafts, faults);
        if (draft.oauth().isPresent() && !given.none()) {
            faults.add("secret", SecretRules.ONE_OF_BOTH);
        }
        Map<Direction, Secret> secrets = draft.oauth().isPresent() ? Map.of() : given.forAll(drafts.keySet(), faults);
        return address.filter(known -> !faults.any())
                .map(known -> new Plan(known, texts, channels, secrets, draft.oauth()));
    }

    /** When neither side was given, discovery finds what there is. */
    private Map<Direction, ChannelDraft> sides(MailboxDraft draft, Optional<EmailAddress> address, Faults faults) {
        Map<Direction, ChannelDraft> sides = new EnumMap<>(Direction.class);
        draft.receiving().ifPresent(side -> sides.put(Direction.RECEIVING, side));
        draft.sending().ifPresent(side -> sides.put(Direction.SENDING, side));
        if (address.isEmpty()) {
            return sides;
        }
        if (!sides.isEmpty()) {
            return filled(sides, address.get());
        }
        sides.putAll(new BlankServers(discovery, address.get()).sides(NOTHING_TYPED));
        if (sides.isEmpty()) {
            faults.add(
                    "receiving",
                    "Enter the server for receiving, for sending, or both: the servers of "
                            + address.get().domain() + " are not known, and none were found.");
        }
        return sides;
    }

    /** Sides without a host whose provider is not known have theirs looked for. */
    private Map<Direction, ChannelDraft> filled(Map<Direction, ChannelDraft> sides, EmailAddress address) {
        Provider provider = provider(sides, address.value());
        BlankServers blank = new BlankServers(discovery, address);
        Map<Direction, ChannelDraft> filled = new EnumMap<>(Direction.class);
        sides.forEach((direction, draft) -> {
            Protocol protocol = protocol(direction, draft);
            boolean mustLook =
                    draft.host().isBlank() && provider.servers().of(protocol).isEmpty();
            filled.put(direction, mustLook ? blank.filled(draft, protocol) : draft);
        });
        return filled;
    }

    private static Protocol protocol(Direction direction, ChannelDraft draft) {
        boolean pop = draft.protocol().strip().equalsIgnoreCase("pop3");
        return direction == Direction.SENDING ? Protocol.SMTP : pop ? Protocol.POP3 : Protocol.IMAP;
    }

    private Map<Direction, ChannelSettings> channels(
            Map<Direction, ChannelDraft> drafts, String address, Faults faults) {
        Provider provider = provider(drafts, address);
        Map<Direction, ChannelSettings> channels = new EnumMap<>(Direction.class);
        drafts.forEach(
                (direction, draft) -> read(new Side(direction, address, provider, Optional.empty()), draft, faults)
                        .ifPresent(read -> channels.put(direction, read)));
        return channels;
    }

    private Optional<ChannelSettings> read(Side side, ChannelDraft draft, Faults faults) {
        return new ChannelReader(side, draft, faults)
                .read(settings.mailServers().allowedNetworks());
    }

    /** By the address, else by a host that was typed: one side may tell the other's server. */
    private Provider provider(Map<Direction, ChannelDraft> drafts, String address) {
        Provider byAddress = providers.byAddress(address);
        return drafts.values().stream()
                .map(draft -> draft.host().strip())
                .filter(host -> isCustom(byAddress) && !host.isEmpty())
                .map(providers::byHost)
                .filter(byHost -> !isCustom(byHost))
                .findFirst()
                .orElse(byAddress);
    }

    private static boolean isCustom(Provider provider) {
        return provider.id().equals("custom");
    }

    /** The settings of the sides that were edited, filled up from those in force. */
    Map<Direction, ChannelSettings> edited(Mailbox mailbox, Map<Direction, ChannelDraft> drafts, Faults faults) {
        String address = mailbox.address().value();
        Provider provider = provider(drafts, address);
        Map<Direction, ChannelSettings> edited = new EnumMap<>(Direction.class);
        drafts.forEach((direction, draft) -> read(
                        new Side(direction, address, provider, mailbox.channel(direction)), draft, faults)
                .ifPresent(read -> edited.put(direction, read)));
        return edited;
    }
}
