package dev.mailmoor.server.cli;

import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.diagnosis.Explainer;
import dev.mailmoor.server.diagnosis.Quote;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Explains one JSON object a line. A line that cannot be read is told of, and the next ones are still explained. */
final class ExplainedLines {
    private static final int LONGEST_LINE = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Explainer explainer;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean failed;

    ExplainedLines(Explainer explainer, PrintWriter out, PrintWriter err) {
        this.explainer = explainer;
        this.out = out;
        this.err = err;
    }

    /** @return the exit status: 1 when a line could not be read */
    int all(InputStream given) throws IOException {
        InputStream lines = new BufferedInputStream(given, 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int number = 1;
        int next;
        while ((next = lines.read()) >= 0) {
            if (next == '\n') {
                explain(number++, line);
                line.reset();
            } else if (line.size() <= LONGEST_LINE) {
                line.write(next);
            }
        }
        explain(number, line);
        return failed ? 1 : 0;
    }

    private void explain(int number, ByteArrayOutputStream bytes) {
        String line = bytes.toString(StandardCharsets.UTF_8).strip();
        if (line.isEmpty()) {
            return;
        }
        if (bytes.size() > LONGEST_LINE) {
            wrong(number, "longer than " + LONGEST_LINE + " bytes");
            return;
        }
        try {
            JsonNode object = JSON.readTree(line);
            out.println(JSON.writeValueAsString(explained(object)));
        } catch (JacksonException e) {
            wrong(number, "not JSON");
        } catch (IllegalArgumentException e) {
            wrong(number, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, @Nullable Object> explained(JsonNode object) {
        if (!object.isObject() || !object.path("response").isString()) {
            throw new IllegalArgumentException("not an object with a \"response\"");
        }
        Quote quote = new Quote(
                word(object, "protocol"),
                object.path("provider").asString(""),
                object.path("host").asString(""),
                word(object, "stage"),
                object.path("mechanism").asString(""),
                object.path("response").asString());
        known("protocol", quote.protocol(), Quote.PROTOCOLS.contains(quote.protocol()));
        known("stage", quote.stage(), Quote.STAGES.contains(quote.stage()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (object.has("id")) {
            json.put("id", object.get("id"));
        }
        json.putAll(DiagnosisJson.toMap(explainer.explain(quote)));
        return json;
    }

    private static String word(JsonNode object, String name) {
        return object.path(name).asString("").toLowerCase(Locale.ROOT);
    }

    private static void known(String name, String value, boolean isKnown) {
        if (!isKnown) {
            throw new IllegalArgumentException("unknown " + name + " " + Terminal.clean(value));
        }
    }

    private void wrong(int number, String why) {
        failed = true;
        err.println("Line " + number + ": " + why + ".");
    }
}
