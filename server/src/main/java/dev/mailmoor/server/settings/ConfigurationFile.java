package dev.mailmoor.server.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads {@code mailmoor.yaml}: keys with one value each, or a list where the key takes several. */
final class ConfigurationFile {
    private ConfigurationFile() {}

    /** A file that is not there says nothing; what cannot be understood is added to {@code faults}. */
    static Map<String, String> read(Path file, List<String> faults) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return values(yaml().load(reader), faults);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            faults.add("The file " + file + " cannot be read.");
        } catch (MarkedYAMLException e) {
            faults.add("The file " + file + " is not well-formed YAML" + place(e) + ".");
        } catch (YAMLException e) {
            faults.add("The file " + file + " is not well-formed YAML.");
        }
        return Map.of();
    }

    /** The library's own sentence quotes the line, which may hold a secret: only the place is told. */
    private static String place(MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? ""
                : " at line " + (e.getProblemMark().getLine() + 1);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(1_000_000);
        DumperOptions dumping = new DumperOptions();
        return new Yaml(
                new SafeConstructor(options), new Representer(dumping), dumping, options, new EverythingIsText());
    }

    private static Map<String, String> values(@Nullable Object document, List<String> faults) {
        Map<String, String> values = new LinkedHashMap<>();
        if (document instanceof Map<?, ?> map) {
            map.forEach((key, value) -> text(value)
                    .ifPresentOrElse(
                            text -> values.put(String.valueOf(key), text),
                            () -> faults.add("mailmoor.yaml: " + key + " must be one value, or a list of values.")));
        } else if (document != null && !document.toString().isEmpty()) {
            faults.add("mailmoor.yaml must hold lines such as \"port: 8025\".");
        }
        return values;
    }

    private static Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.of("");
            case String text -> Optional.of(text);
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                Optional.of(list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            default -> Optional.empty();
        };
    }

    /** Numbers, yes/no and times are read by the keys themselves, so nothing here may guess a type. */
    private static final class EverythingIsText extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: every scalar stays the text that it is.
        }
    }
}
