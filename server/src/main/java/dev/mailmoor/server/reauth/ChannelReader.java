package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one channel as it was typed: fills in what was left out, and tells every fault. */
final class ChannelReader {
    private static final int MAX_USERNAME = 320;
    private static final int MAX_PORT = 65_535;
    private static final int MOST_DIGITS = 5;
    private static final String STAND_IN = "host.invalid";

    private final Side side;
    private final ChannelDraft draft;
    private final Faults faults;

    ChannelReader(Side side, ChannelDraft draft, Faults faults) {
        this.side = side;
        this.draft = draft;
        this.faults = faults;
    }

    /** The settings, or empty when faults were added. */
    Optional<ChannelSettings> read(List<Cidr> allowedNetworks) {
        int faultsBefore = faults.count();
        Protocol protocol = protocol();
        String host = host(protocol);
        Optional<Endpoint> basis = side.basis(protocol, host);
        TlsMode security = security(basis);
        int usualPort = basis.filter(known -> known.security() == security)
                .map(Endpoint::port)
                .orElse(protocol.usualPort(security));
        int port = port(usualPort);
        if (security == TlsMode.NONE) {
            checkUnprotected(host, allowedNetworks);
        }
        String username = username();
        return faults.count() > faultsBefore
                ? Optional.empty()
                : Optional.of(new ChannelSettings(protocol, new Endpoint(host, port, security), username));
    }

    private Protocol protocol() {
        String typed = word(draft.protocol());
        if (typed.isEmpty()) {
            return side.usualProtocol();
        }
        if (side.direction() == Direction.SENDING) {
            if (!typed.equals("smtp")) {
                faults.add(side.field("protocol"), "Mail is sent by smtp; no other protocol can stand here.");
            }
            return Protocol.SMTP;
        }
        return switch (typed) {
            case "imap" -> Protocol.IMAP;
            case "pop3" -> Protocol.POP3;
            default -> {
                faults.add(side.field("protocol"), "The protocol for receiving is imap or pop3.");
                yield side.usualProtocol();
            }
        };
    }

    private String host(Protocol protocol) {
        String field = side.field("host");
        if (!draft.host().isBlank()) {
            return HostName.read(field, draft.host(), faults).orElse(STAND_IN);
        }
        Optional<String> known = side.knownHost(protocol);
        if (known.isEmpty()) {
            faults.add(field, "Enter the host name of the mail server, like imap.example.com.");
        }
        return known.orElse(STAND_IN);
    }

    private TlsMode security(Optional<Endpoint> basis) {
        String typed = word(draft.security());
        if (typed.isEmpty()) {
            TlsMode byPort = number(draft.port()).map(TlsMode::usualOn).orElse(TlsMode.TLS);
            boolean portDecides = side.before().isEmpty() && !draft.port().isBlank();
            return portDecides ? byPort : basis.map(Endpoint::security).orElse(byPort);
        }
        return switch (typed) {
            case "tls" -> TlsMode.TLS;
            case "starttls" -> TlsMode.STARTTLS;
            case "none" -> TlsMode.NONE;
            default -> {
                faults.add(side.field("security"), "The security is tls, starttls or none.");
                yield TlsMode.TLS;
            }
        };
    }

    private int port(int usual) {
        if (draft.port().isBlank()) {
            return usual;
        }
        Optional<Integer> port = number(draft.port());
        if (port.isEmpty()) {
            faults.add(side.field("port"), "The port is a number from 1 to 65535, most likely " + usual + ".");
        }
        return port.orElse(usual);
    }

    private static Optional<Integer> number(String typed) {
        String digits = typed.strip();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= MAX_PORT ? Optional.of(port) : Optional.empty();
    }

    /** What a name resolves to is the network guard's business; here is told what is certain without asking. */
    private void checkUnprotected(String host, List<Cidr> allowedNetworks) {
        boolean allowed = NetworkGuard.literal(host)
                .map(literal -> allowedNetworks.stream().anyMatch(block -> block.contains(literal)))
                .orElse(!allowedNetworks.isEmpty());
        if (!allowed) {
            faults.add(
                    side.field("security"),
                    "Without encryption the password could be read on its way: choose tls or starttls. None is possible only"
                            + " for servers in MAILMOOR_ALLOWED_NETWORKS.");
        }
    }

    private String username() {
        String typed = draft.username().strip();
        if (typed.isEmpty()) {
            return side.usualUsername();
        }
        if (typed.length() > MAX_USERNAME) {
            faults.add(side.field("username"), "A user name may have at most 320 characters.");
        }
        if (typed.codePoints().anyMatch(ChannelReader::neverInAUsername)) {
            faults.add(side.field("username"), "A user name has no control characters.");
        }
        return typed;
    }

    private static boolean neverInAUsername(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }

    private static String word(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
