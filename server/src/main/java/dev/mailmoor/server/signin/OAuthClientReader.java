package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.signin.OAuthClients.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a client as it was typed: fills in what is usual, and tells every fault. */
final class OAuthClientReader {
    private static final int LONGEST = 500;
    private static final int LONGEST_SECRET = 16_384;
    private static final int MOST_WORDS = 50;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}(?:\\.[a-z0-9][a-z0-9-]{0,62}){0,20}");

    private final OAuthClientDraft draft;
    private final List<Cidr> allowedNetworks;
    private final List<Fault> faults = new ArrayList<>();

    OAuthClientReader(OAuthClientDraft draft, List<Cidr> allowedNetworks) {
        this.draft = draft;
        this.allowedNetworks = allowedNetworks;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    OAuthProvider provider() {
        return word("provider", draft.provider(), OAuthProvider::of, "The provider is google, microsoft or oidc.")
                .orElse(OAuthProvider.OIDC);
    }

    OAuthFlow flow() {
        return draft.flow().isEmpty()
                ? OAuthFlow.PERSON
                : word("flow", draft.flow(), OAuthFlow::of, "The flow is person, app-only or domain-wide.")
                        .orElse(OAuthFlow.PERSON);
    }

    private <T> Optional<T> word(
            String field, Optional<String> typed, Function<String, Optional<T>> known, String message) {
        Optional<T> value =
                typed.map(text -> text.strip().toLowerCase(Locale.ROOT)).flatMap(known);
        if (value.isEmpty()) {
            fault(field, message);
        }
        return value;
    }

    String name(String usual) {
        String name =
                draft.name().map(String::strip).filter(text -> !text.isEmpty()).orElse(usual);
        if (name.length() > 100) {
            fault("name", "A name has at most 100 characters.");
        }
        return name;
    }

    URI issuer(Optional<String> usual) {
        String typed = draft.issuer()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> usual)
                .orElse("");
        try {
            URI issuer = new URI(typed);
            if (typed.length() <= LONGEST && isGood(issuer)) {
                return issuer;
            }
        } catch (java.net.URISyntaxException e) {
            // As good as none.
        }
        fault("issuer", typed.isEmpty() ? "Enter the issuer, like https://login.example.com." : notGood(typed));
        return URI.create("https://issuer.invalid");
    }

    private boolean isGood(URI issuer) {
        boolean plain = issuer.getHost() != null
                && issuer.getRawUserInfo() == null
                && issuer.getRawQuery() == null
                && issuer.getRawFragment() == null;
        return plain && ("https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()) && mayBePlain(issuer));
    }

    /** What a name resolves to is the network guard's business; here is told what is certain without asking. */
    private boolean mayBePlain(URI issuer) {
        return NetworkGuard.literal(issuer.getHost())
                .map(address -> allowedNetworks.stream().anyMatch(block -> block.contains(address)))
                .orElse(!allowedNetworks.isEmpty());
    }

    private static String notGood(String typed) {
        return typed.startsWith("http://")
                ? "The issuer begins with https://; http is possible only in MAILMOOR_ALLOWED_NETWORKS."
                : "The issuer is an address like https://login.example.com, without a query.";
    }

    String clientId(Optional<String> usual) {
        String typed = draft.clientId().map(String::strip).or(() -> usual).orElse("");
        if (typed.isEmpty() || typed.length() > LONGEST || !isVisibleAscii(typed)) {
            fault("clientId", "Enter the client ID that the provider shows.");
        }
        return typed;
    }

    /** @param needed when it cannot be left out */
    void checkSecret(OAuthFlow flow, Needed needed) {
        boolean missing =
                draft.clientSecret().filter(secret -> !secret.isEmpty()).isEmpty();
        if (missing && (needed == Needed.YES || draft.clientSecret().isPresent())) {
            fault("clientSecret", "Enter the client secret that the provider shows.");
            return;
        }
        draft.clientSecret().ifPresent(secret -> {
            if (secret.<Boolean>open(bytes -> bytes.length > LONGEST_SECRET)) {
                fault("clientSecret", "A client secret has at most 16 KiB.");
            } else if (flow == OAuthFlow.DOMAIN_WIDE
                    && ServiceAccount.read(secret).isEmpty()) {
                fault(
                        "clientSecret",
                        "Paste the service account's key, the whole JSON file with client_email and private_key.");
            }
        });
    }

    /** Whether a secret must be given. */
    enum Needed {
        YES,
        NO
    }

    List<String> scopes(List<String> usual) {
        List<String> scopes = words(draft.scopes()).orElse(usual);
        if (scopes.size() > MOST_WORDS || scopes.stream().anyMatch(scope -> !isVisibleAscii(scope))) {
            fault("scopes", "Scopes are words without blanks in them, at most 50.");
        }
        return scopes;
    }

    List<String> hosts(List<String> usual) {
        List<String> typed = draft.hosts().isPresent() ? words(draft.hosts()).orElse(List.of()) : usual;
        List<String> hosts =
                typed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (hosts.size() > MOST_WORDS || hosts.stream().anyMatch(host -> !isHost(host))) {
            fault("hosts", "Enter host names of mail servers, like imap.example.com, at most 50.");
        }
        return hosts;
    }

    private static boolean isHost(String host) {
        try {
            return NetworkGuard.literal(host).isPresent()
                    || NAME.matcher(NetworkGuard.ascii(host)).matches();
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }

    private static Optional<List<String>> words(Optional<List<String>> typed) {
        return typed.map(list -> list.stream()
                        .flatMap(text -> Arrays.stream(text.strip().split("[\\s,]+")))
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList())
                .filter(list -> !list.isEmpty());
    }

    private static boolean isVisibleAscii(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** A draft must not turn one kind of client into another. */
    void checkSame(OAuthClient before) {
        Stream.of(
                        new Same("provider", draft.provider(), before.provider().word()),
                        new Same("flow", draft.flow(), before.flow().word()))
                .filter(Same::differs)
                .forEach(one -> fault(one.field, "This cannot be changed: remove the client and add another one."));
    }

    private record Same(String field, Optional<String> typed, String was) {
        boolean differs() {
            return typed.filter(text -> !text.strip().equalsIgnoreCase(was)).isPresent();
        }
    }

    /** What provider and flow ask of each other. */
    void checkFlow(OAuthClient client) {
        boolean microsoft = client.provider() == OAuthProvider.MICROSOFT;
        if (client.flow() == OAuthFlow.DOMAIN_WIDE && microsoft) {
            fault("flow", "Microsoft has no domain-wide delegation: its flow without people is app-only.");
        } else if (client.flow() == OAuthFlow.APP_ONLY && client.provider() == OAuthProvider.GOOGLE) {
            fault("flow", "Google has no app-only access to mail: its flow without people is domain-wide.");
        } else if (client.flow() == OAuthFlow.APP_ONLY && microsoft && Issuers.isOfAnyTenant(client.issuer())) {
            fault(
                    "issuer",
                    "App-only access is given by one tenant: enter its issuer,"
                            + " https://login.microsoftonline.com/TENANT-ID/v2.0, with the tenant's ID from Entra.");
        }
    }

    void fault(String field, String message) {
        faults.add(new Fault(field, message));
    }
}
