package dev.mailmoor.server.api;

import dev.mailmoor.server.bulk.ImportOptions;
import dev.mailmoor.server.bulk.ImportOptions.Existing;
import dev.mailmoor.server.bulk.ImportOptions.Trying;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** The options of an import, as they come. */
record ImportRequest(
        @Nullable Map<String, @Nullable String> mapping,
        @Nullable Boolean updateExisting,
        @Nullable Boolean verify,
        @Nullable String reportTo,
        @Nullable Map<String, @Nullable String> common,
        @Nullable Double loginsPerSecond) {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static ImportOptions options(String json) {
        if (json.isBlank()) {
            return ImportOptions.USUAL;
        }
        try {
            return Optional.ofNullable(STRICT.readValue(json, ImportRequest.class))
                    .map(ImportRequest::options)
                    .orElse(ImportOptions.USUAL);
        } catch (UnrecognizedPropertyException unknown) {
            throw new Refusal(Problem.field("options." + unknown.getPropertyName(), "There is no such option."));
        } catch (JacksonException e) {
            throw new Refusal(Problem.field("options", "The options are not JSON, or a value does not fit."));
        }
    }

    private ImportOptions options() {
        return new ImportOptions(
                texts(mapping),
                Boolean.TRUE.equals(updateExisting) ? Existing.UPDATED : Existing.REFUSED,
                Boolean.FALSE.equals(verify) ? Trying.NOT_AT_ALL : Trying.FIRST,
                Optional.ofNullable(reportTo).orElse(""),
                texts(common),
                Optional.ofNullable(loginsPerSecond).orElse(0.0));
    }

    private static Map<String, String> texts(@Nullable Map<String, @Nullable String> given) {
        Map<String, String> texts = new HashMap<>();
        if (given != null) {
            given.forEach((name, text) -> texts.put(name, text == null ? "" : text));
        }
        return texts;
    }
}
