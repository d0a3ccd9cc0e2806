package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public contract's JSON of a diagnosis, and back. All names are always there: {@code cause}, {@code guide} and
 * {@code serverReply}, {@code host} and {@code port} are null where there is none; a connected one is {@code certain} and up to {@code nobody}.
 */
public final class DiagnosisJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private DiagnosisJson() {}

    /** To be put into larger JSON; in the order of the contract. */
    public static Map<String, @Nullable Object> toMap(Diagnosis diagnosis) {
        Optional<Finding> finding = diagnosis.finding();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("outcome", diagnosis.connected() ? "connected" : "failed");
        json.put("cause", finding.map(f -> f.cause().word()).orElse(null));
        json.put("stage", diagnosis.stage());
        json.put(
                "confidence",
                finding.map(Finding::confidence).orElse(Confidence.CERTAIN).word());
        json.put("alternatives", words(finding.map(Finding::alternatives).orElse(List.of()), Cause::word));
        json.put("summary", diagnosis.summary());
        json.put("remedy", finding.map(Finding::remedy).orElse(List.of()));
        json.put("guide", finding.flatMap(Finding::guide).orElse(null));
        json.put(
                "whoMustAct",
                finding.map(Finding::whoMustAct).orElse(WhoMustAct.NOBODY).word());
        json.put("reauthRequired", finding.map(Finding::reauthRequired).orElse(false));
        json.put("retryable", finding.map(Finding::retryable).orElse(false));
        json.put("serverReply", diagnosis.serverReply().orElse(null));
        json.put("transcript", diagnosis.transcript());
        json.put("protocol", diagnosis.protocol());
        json.put("host", diagnosis.host().isBlank() ? null : diagnosis.host());
        json.put("port", diagnosis.port() == 0 ? null : diagnosis.port());
        json.put("elapsedMillis", diagnosis.elapsedMillis());
        return json;
    }

    public static String write(Diagnosis diagnosis) {
        return JSON.writeValueAsString(toMap(diagnosis));
    }

    /** Reads what {@link #write} wrote, now or in another release: words that are not known become {@code other} ones. */
    public static Diagnosis read(String json) {
        return read(JSON.readTree(json));
    }

    public static Diagnosis read(JsonNode json) {
        return new Diagnosis(
                json.path("outcome").asString("").equals("connected") ? Optional.empty() : Optional.of(finding(json)),
                json.path("stage").asString(""),
                json.path("summary").asString(""),
                optional(json.path("serverReply")),
                strings(json.path("transcript")),
                json.path("protocol").asString(""),
                json.path("host").asString(""),
                json.path("port").asInt(0),
                json.path("elapsedMillis").asLong(0));
    }

    private static Finding finding(JsonNode json) {
        Cause cause = known(Cause.values(), Cause::word, json.path("cause"), Cause.OTHER);
        return new Finding(
                cause,
                cause.leadsTo(json.path("stage").asString("")),
                known(Confidence.values(), Confidence::word, json.path("confidence"), Confidence.AMBIGUOUS),
                strings(json.path("alternatives")).stream()
                        .flatMap(word -> Arrays.stream(Cause.values())
                                .filter(candidate -> candidate.word().equals(word)))
                        .toList(),
                strings(json.path("remedy")),
                optional(json.path("guide")),
                known(WhoMustAct.values(), WhoMustAct::word, json.path("whoMustAct"), WhoMustAct.OPERATOR),
                json.path("reauthRequired").asBoolean(false),
                json.path("retryable").asBoolean(false));
    }

    private static <T> T known(T[] all, Function<T, String> word, JsonNode json, T otherwise) {
        return Arrays.stream(all)
                .filter(one -> word.apply(one).equals(json.asString("")))
                .findFirst()
                .orElse(otherwise);
    }

    private static <T> List<String> words(List<T> things, Function<T, String> word) {
        return things.stream().map(word).toList();
    }

    private static Optional<String> optional(JsonNode json) {
        return json.isString() ? Optional.of(json.asString()) : Optional.empty();
    }

    private static List<String> strings(JsonNode json) {
        return json.valueStream().map(JsonNode::asString).toList();
    }
}
