package dev.mailmoor.server.provider;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.TlsMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The keys of one map of a table, each read as what it must be; what is not becomes a fault.
 *
 * @param where named in faults
 */
record Fields(Map<?, ?> map, String where, List<String> faults) {
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    Fields only(Set<String> keys) {
        map.keySet().stream()
                .filter(key -> !(key instanceof String name && keys.contains(name)))
                .forEach(key -> faults.add(where + ": unknown key " + key));
        return this;
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    String text(String key) {
        if (map.get(key) instanceof String value && !value.isBlank()) {
            return value.strip();
        }
        faults.add(where + ": " + key + " is missing");
        return "?";
    }

    List<String> list(String key) {
        return EntryReader.strings(map.get(key));
    }

    /** Domain names. */
    List<String> names(String key) {
        List<String> names = list(key);
        names.stream()
                .filter(name -> !DOMAIN.matcher(name).matches())
                .forEach(name ->
                        faults.add(where + ": " + key + " holds " + name + ", not a domain name in lower case"));
        return names;
    }

    List<Endpoint> servers(String key) {
        return list(key).stream().flatMap(text -> server(key, text)).toList();
    }

    private Stream<Endpoint> server(String key, String text) {
        try {
            String[] parts = text.split(" ", 3);
            TlsMode security = TlsMode.valueOf(parts[0].toUpperCase(Locale.ROOT));
            return Stream.of(new Endpoint(parts[1], Integer.parseInt(parts[2]), security));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            faults.add(where + ": " + key + " must be like \"tls imap.example.com 993\"");
            return Stream.empty();
        }
    }

    List<Pattern> patterns(String key) {
        return list(key).stream().flatMap(text -> pattern(key, text)).toList();
    }

    private Stream<Pattern> pattern(String key, String text) {
        try {
            return Stream.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            faults.add(where + ": " + key + " is not a regular expression: " + e.getDescription());
            return Stream.empty();
        }
    }

    Optional<Integer> positive(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (map.get(key) instanceof Integer number && number > 0) {
            return Optional.of(number);
        }
        faults.add(where + ": " + key + " must be a whole number above 0");
        return Optional.empty();
    }

    boolean yes(String key) {
        if (has(key) && !(map.get(key) instanceof Boolean)) {
            faults.add(where + ": " + key + " must be true or false");
        }
        return Boolean.TRUE.equals(map.get(key));
    }

    <E extends Enum<E>> E word(String key, Class<E> type, E usual) {
        if (!has(key)) {
            return usual;
        }
        String typed = String.valueOf(map.get(key));
        return Stream.of(type.getEnumConstants())
                .filter(value -> EntryReader.word(value).equals(typed))
                .findFirst()
                .orElseGet(() -> {
                    faults.add(where + ": " + key + " must be one of " + EntryReader.words(type.getEnumConstants()));
                    return usual;
                });
    }

    /** The map under a key, empty when there is none. */
    Fields map(String key) {
        if (map.get(key) instanceof Map<?, ?> inner) {
            return new Fields(inner, where + ": " + key, faults);
        }
        if (has(key)) {
            faults.add(where + ": " + key + " must have keys of its own");
        }
        return new Fields(Map.of(), where + ": " + key, faults);
    }

    List<Fields> maps(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (map.get(key) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            return list.stream()
                    .map(inner -> new Fields((Map<?, ?>) inner, where + ": " + key, faults))
                    .toList();
        }
        faults.add(where + ": " + key + " must be a list of entries");
        return List.of();
    }
}
