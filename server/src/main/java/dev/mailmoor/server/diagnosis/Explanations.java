package dev.mailmoor.server.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The sentences people read, from {@code explanations.yaml}; every cause has its own, or the start fails. */
final class Explanations {
    private static final String APP_PASSWORD_STEPS = "{app-password-steps}";

    private final Map<Cause, Text> texts = new EnumMap<>(Cause.class);

    /** @param remedy one step each */
    record Text(String summary, List<String> remedy) {}

    Explanations() {
        Map<?, ?> file = file();
        for (Cause cause : Cause.values()) {
            texts.put(cause, text(file.get(cause.word()) instanceof Map<?, ?> map ? map : Map.of(), cause));
        }
    }

    Text of(Cause cause, Subject subject) {
        Text text = Objects.requireNonNull(texts.get(cause));
        return new Text(
                subject.fill(text.summary),
                text.remedy.stream()
                        .flatMap(step -> step.equals(APP_PASSWORD_STEPS)
                                ? subject.provider().appPasswordSteps().stream()
                                : Stream.of(subject.fill(step)))
                        .toList());
    }

    private static Text text(Map<?, ?> entry, Cause cause) {
        if (entry.get("summary") instanceof String summary && entry.get("remedy") instanceof List<?> remedy) {
            return new Text(summary, remedy.stream().map(String::valueOf).toList());
        }
        throw new IllegalStateException("explanations.yaml has no summary and remedy for " + cause.word());
    }

    private static Map<?, ?> file() {
        try (InputStream in = Objects.requireNonNull(Explanations.class.getResourceAsStream("explanations.yaml"))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in) instanceof Map<?, ?> map
                    ? map
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
