package dev.mailmoor.server.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a table of providers and checks it whole; the bundled {@code providers.yaml} itself says what stands in it. */
final class ProviderFile {
    private static final String BUNDLED = "providers.yaml";
    private static final int LONGEST = 1_000_000;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> taken = new HashMap<>();

    static List<ProviderEntry> bundled() {
        return Bundled.ENTRIES;
    }

    /** Read once: it is wanted before the database starts, and again by the service. */
    private static final class Bundled {
        static final List<ProviderEntry> ENTRIES = read(bundledText());
    }

    private static String bundledText() {
        try (InputStream in = Objects.requireNonNull(ProviderFile.class.getResourceAsStream(BUNDLED))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries of the bundled table as they are written, by id. */
    static Map<String, Map<?, ?>> bundledByHand() {
        Map<String, Map<?, ?>> raw = new LinkedHashMap<>();
        new ProviderFile().maps(bundledText()).forEach(entry -> raw.put(String.valueOf(entry.get("id")), entry));
        return raw;
    }

    /** @throws IllegalStateException naming every fault */
    static List<ProviderEntry> read(String yaml) {
        ProviderFile file = new ProviderFile();
        List<ProviderEntry> entries = file.entries(file.maps(yaml));
        if (entries.isEmpty() || !entries.getLast().id().equals(Provider.CUSTOM)) {
            file.faults.add("the last entry must be " + Provider.CUSTOM);
        }
        if (!file.faults.isEmpty()) {
            throw new IllegalStateException("The table of providers is wrong:\n  " + String.join("\n  ", file.faults));
        }
        return entries;
    }

    List<String> faults() {
        return faults;
    }

    List<ProviderEntry> entries(List<Map<?, ?>> maps) {
        return maps.stream()
                .map(map -> new EntryReader(map, faults, this::once).read())
                .toList();
    }

    List<Map<?, ?>> maps(String yaml) {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object entry : parsed(yaml)) {
            if (entry instanceof Map<?, ?> map) {
                maps.add(map);
            } else {
                faults.add("not an entry: " + entry);
            }
        }
        return maps;
    }

    private List<?> parsed(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(LONGEST);
        try {
            @Nullable Object document = new Yaml(new SafeConstructor(options)).load(yaml);
            if (document instanceof List<?> list) {
                return list;
            }
            if (document != null) {
                faults.add("it must be a list: each entry begins with \"- id:\"");
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            faults.add("not YAML, at line " + line + ": " + e.getProblem());
        } catch (YAMLException e) {
            faults.add("not YAML: " + e.getMessage());
        }
        return List.of();
    }

    private void once(String what, String id) {
        @Nullable String other = taken.putIfAbsent(what, id);
        if (other != null) {
            faults.add(id + ": " + what + " is taken by " + (other.equals(id) ? "itself" : other));
        }
    }
}
