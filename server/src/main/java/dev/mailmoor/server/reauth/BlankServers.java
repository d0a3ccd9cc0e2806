package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Fills in servers that were left blank with those that discovery finds for one address; looks only when it must. */
final class BlankServers {
    private final Discovery discovery;
    private final EmailAddress address;
    private Optional<Discovered> found = Optional.empty();

    BlankServers(Discovery discovery, EmailAddress address) {
        this.discovery = discovery;
        this.address = address;
    }

    private Discovered found() {
        Discovered known = found.orElseGet(() -> discovery.discover(address.value()));
        found = Optional.of(known);
        return known;
    }

    /** A side for each that was found, where none was asked for. */
    Map<Direction, ChannelDraft> sides(ChannelDraft nothingTyped) {
        Map<Direction, ChannelDraft> sides = new EnumMap<>(Direction.class);
        found().receiving().stream()
                .findFirst()
                .ifPresent(server -> sides.put(Direction.RECEIVING, filled(nothingTyped, server)));
        found().best(Protocol.SMTP).ifPresent(server -> sides.put(Direction.SENDING, filled(nothingTyped, server)));
        return sides;
    }

    /** The draft with the best server found for it, or as it was. */
    ChannelDraft filled(ChannelDraft draft, Protocol protocol) {
        List<FoundServer> servers = found().of(protocol);
        return servers.stream()
                .filter(server -> fits(draft, server))
                .findFirst()
                .map(server -> filled(draft, server))
                .orElseGet(() -> servers.stream()
                        .findFirst()
                        .map(server -> onlyHost(draft, server))
                        .orElse(draft));
    }

    private static boolean fits(ChannelDraft draft, FoundServer server) {
        return fits(draft.port(), String.valueOf(server.endpoint().port()))
                && fits(draft.security(), word(server.endpoint().security()));
    }

    private static boolean fits(String typed, String found) {
        return typed.isBlank() || typed.strip().equalsIgnoreCase(found);
    }

    private static ChannelDraft filled(ChannelDraft draft, FoundServer server) {
        return new ChannelDraft(
                word(server.protocol()),
                server.endpoint().host(),
                String.valueOf(server.endpoint().port()),
                word(server.endpoint().security()),
                draft.username().isBlank() ? server.username() : draft.username(),
                draft.secret());
    }

    private static ChannelDraft onlyHost(ChannelDraft draft, FoundServer server) {
        return new ChannelDraft(
                draft.protocol(),
                server.endpoint().host(),
                draft.port(),
                draft.security(),
                draft.username().isBlank() ? server.username() : draft.username(),
                draft.secret());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
