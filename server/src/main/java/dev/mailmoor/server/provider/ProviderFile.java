package dev.mailmoor.server.provider;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the table of providers and checks it whole; {@code providers.yaml} itself says what stands in it. */
final class ProviderFile {
    private static final String BUNDLED = "providers.yaml";
    private static final Set<String> KEYS =
            Set.of("id", "name", "domains", "hosts", "imap", "pop3", "smtp", "loginsPerSecond", "appPassword");
    private static final Set<String> APP_PASSWORD_KEYS = Set.of("url", "steps", "only");

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> taken = new HashMap<>();

    private ProviderFile() {}

    static List<Provider> bundled() {
        try (InputStream in = Objects.requireNonNull(ProviderFile.class.getResourceAsStream(BUNDLED))) {
            return read(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException naming every fault */
    static List<Provider> read(String yaml) {
        ProviderFile file = new ProviderFile();
        List<Provider> providers = file.entries(yaml);
        if (!file.faults.isEmpty()) {
            throw new IllegalStateException("The table of providers is wrong:\n  " + String.join("\n  ", file.faults));
        }
        return providers;
    }

    private List<Provider> entries(String yaml) {
        List<Provider> providers = new ArrayList<>();
        for (Object entry : parsed(yaml)) {
            if (entry instanceof Map<?, ?> map) {
                providers.add(provider(map));
            } else {
                faults.add("not an entry: " + entry);
            }
        }
        if (providers.isEmpty() || !providers.getLast().id().equals(ProviderTable.CUSTOM)) {
            faults.add("the last entry must be " + ProviderTable.CUSTOM);
        }
        return providers;
    }

    private List<?> parsed(String yaml) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml) instanceof List<?> list
                    ? list
                    : List.of();
        } catch (YAMLException e) {
            faults.add("not YAML: " + e.getMessage());
            return List.of();
        }
    }

    private Provider provider(Map<?, ?> entry) {
        String id = text(entry, "id", "an entry");
        known(entry, KEYS, id);
        once("id " + id, id);
        List<String> domains = names(entry, "domains", id);
        List<String> hosts = names(entry, "hosts", id);
        Map<?, ?> appPassword = entry.get("appPassword") instanceof Map<?, ?> map ? map : Map.of();
        known(appPassword, APP_PASSWORD_KEYS, id);
        if (entry.containsKey("appPassword")
                && (!appPassword.containsKey("url") || steps(appPassword).isEmpty())) {
            faults.add(id + ": appPassword needs url and steps");
        }
        return new Provider(
                id,
                text(entry, "name", id),
                domains,
                hosts,
                server(entry, "imap", id),
                server(entry, "pop3", id),
                server(entry, "smtp", id),
                loginsPerSecond(entry, id),
                Boolean.TRUE.equals(appPassword.get("only")),
                steps(appPassword),
                url(appPassword, id));
    }

    private void known(Map<?, ?> entry, Set<String> keys, String id) {
        entry.keySet().stream()
                .filter(key -> !(key instanceof String name && keys.contains(name)))
                .forEach(key -> faults.add(id + ": unknown key " + key));
    }

    private void once(String what, String id) {
        @Nullable String other = taken.putIfAbsent(what, id);
        if (other != null) {
            faults.add(id + ": " + what + " is taken by " + other);
        }
    }

    private String text(Map<?, ?> entry, String key, String id) {
        if (entry.get(key) instanceof String value && !value.isBlank()) {
            return value.strip();
        }
        faults.add(id + ": " + key + " is missing");
        return "?";
    }

    private List<String> names(Map<?, ?> entry, String key, String id) {
        List<String> names = strings(entry.get(key));
        for (String name : names) {
            if (!name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
                faults.add(id + ": " + key + " holds " + name + ", not a domain name in lower case");
            }
            once(key + " " + name, id);
        }
        return names;
    }

    private Optional<Endpoint> server(Map<?, ?> entry, String key, String id) {
        if (!entry.containsKey(key)) {
            return Optional.empty();
        }
        try {
            String[] parts = String.valueOf(entry.get(key)).split(" ", 3);
            TlsMode security = TlsMode.valueOf(parts[0].toUpperCase(Locale.ROOT));
            return Optional.of(new Endpoint(parts[1], Integer.parseInt(parts[2]), security));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            faults.add(id + ": " + key + " must be like \"tls imap.example.com 993\"");
            return Optional.empty();
        }
    }

    private Optional<Integer> loginsPerSecond(Map<?, ?> entry, String id) {
        if (!entry.containsKey("loginsPerSecond")) {
            return Optional.empty();
        }
        if (entry.get("loginsPerSecond") instanceof Integer rate && rate > 0) {
            return Optional.of(rate);
        }
        faults.add(id + ": loginsPerSecond must be a whole number above 0");
        return Optional.empty();
    }

    private Optional<String> url(Map<?, ?> appPassword, String id) {
        List<String> url = strings(appPassword.get("url"));
        if (url.stream().anyMatch(text -> !text.startsWith("https://"))) {
            faults.add(id + ": the url of appPassword must begin with https://");
        }
        return url.stream().findFirst();
    }

    private static List<String> steps(Map<?, ?> appPassword) {
        return strings(appPassword.get("steps"));
    }

    private static List<String> strings(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> List.of(value.toString());
        };
    }
}
