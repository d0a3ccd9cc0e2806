package dev.mailmoor.server.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What file and environment give for each key, with all faults found on the way. */
final class Collected {
    /** Variables that are ours but no part of the service's configuration: the launcher's and the client commands'. */
    private static final Set<String> NOT_CONFIGURATION =
            Set.of("MAILMOOR_JAVA_HOME", "MAILMOOR_JAVA_OPTS", "MAILMOOR_URL", "MAILMOOR_API_KEY", "MAILMOOR_DEBUG");

    private final Map<String, Given> givens = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Path workingFolder;

    Collected(Map<String, String> environment, Path workingFolder) {
        this.workingFolder = workingFolder;
        takeEnvironment(environment);
        Path data = data();
        takeFile(ConfigurationFile.read(data.resolve(Given.FILE), faults), data);
    }

    Path data() {
        return value(Keys.DATA).orElse(workingFolder);
    }

    List<String> faults() {
        return faults;
    }

    List<String> warnings() {
        return warnings;
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    boolean given(Key<?> key) {
        return givens.containsKey(key.name());
    }

    /** The value in force, or nothing; a bad one is noted as a fault, once, and the default stands in for it. */
    <T> Optional<T> value(Key<T> key) {
        Given given = givens.get(key.name());
        return given == null ? fallback(key) : read(key, given);
    }

    private <T> Optional<T> read(Key<T> key, Given given) {
        return switch (key.parser().apply(given)) {
            case Parsed.Good<T>(T value) -> Optional.of(value);
            case Parsed.Bad<T>(String sentence) -> {
                String fault = place(key, given) + " " + sentence + ".";
                if (!faults.contains(fault)) {
                    faults.add(fault);
                }
                yield fallback(key);
            }
        };
    }

    /** For keys that always have a value. */
    <T> T required(Key<T> key) {
        return value(key).orElseThrow();
    }

    private <T> Optional<T> fallback(Key<T> key) {
        if (key.fallback().isEmpty()) {
            return Optional.empty();
        }
        return switch (key.parser().apply(new Given(key.fallback(), Given.DEFAULT, workingFolder))) {
            case Parsed.Good<T>(T value) -> Optional.of(value);
            case Parsed.Bad<T>(String sentence) -> throw new IllegalStateException(key.name() + " " + sentence);
        };
    }

    Reading.Line line(Key<?> key) {
        Given given = givens.get(key.name());
        String value = given == null ? key.shownFallback().replace("`", "") : shown(key, given);
        String source = given == null ? Given.DEFAULT : given.source();
        return new Reading.Line(key.variable(), key.name(), value, source, key.meaning());
    }

    private static String shown(Key<?> key, Given given) {
        return switch (key.sensitivity()) {
            case PLAIN -> given.text();
            case SECRET -> "********";
        };
    }

    private static String place(Key<?> key, Given given) {
        return given.source().equals(Given.FILE) ? Given.FILE + ": " + key.name() : key.variable();
    }

    private void takeEnvironment(Map<String, String> environment) {
        for (Key<?> key : Keys.ALL) {
            String text = written(key, environment.getOrDefault(key.variable(), ""));
            if (!text.isBlank()) {
                givens.put(key.name(), new Given(text, Given.ENVIRONMENT, workingFolder));
            }
        }
        String kek = environment.getOrDefault(Keys.KEK.variable(), "");
        environment.keySet().stream()
                .filter(name -> name.startsWith("MAILMOOR_") && !NOT_CONFIGURATION.contains(name))
                .filter(name -> !kek.equals("env:" + name))
                .filter(name ->
                        Keys.ALL.stream().noneMatch(key -> key.variable().equals(name)))
                .sorted()
                .forEach(name -> warnings.add("The variable " + name + " is not known and has no effect."));
    }

    /** A secret is taken as it is: a blank at its end may belong to it. */
    private static String written(Key<?> key, String text) {
        return key.sensitivity() == Key.Sensitivity.SECRET ? text : text.strip();
    }

    private void takeFile(Map<String, String> file, Path data) {
        for (Key<?> key : Keys.ALL) {
            String text = written(key, file.getOrDefault(key.name(), ""));
            if (!text.isBlank() && key != Keys.DATA) {
                givens.putIfAbsent(key.name(), new Given(text, Given.FILE, data));
            }
        }
        if (file.containsKey(Keys.DATA.name())) {
            faults.add(
                    "mailmoor.yaml: data cannot be set in the file that is found in the data folder; set MAILMOOR_DATA.");
        }
        file.keySet().stream()
                .filter(name -> Keys.ALL.stream().noneMatch(key -> key.name().equals(name)))
                .forEach(name -> faults.add("mailmoor.yaml: there is no key " + name + "."));
    }
}
