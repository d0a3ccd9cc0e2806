package dev.mailmoor.server.api;

import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.workspace.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * An upload that is sent again with the same {@code Idempotency-Key} starts nothing again. The filter cannot see to it: the
 * body is a stream, and what it was is known only at its end.
 */
@Component
class ImportOnce {
    private final Imports imports;
    private final Idempotency idempotency;
    private final JsonMapper json;

    ImportOnce(Imports imports, Idempotency idempotency, JsonMapper json) {
        this.imports = imports;
        this.idempotency = idempotency;
        this.json = json;
    }

    ResponseEntity<Object> answer(
            Access access,
            HttpServletRequest request,
            ImportUpload.Uploaded uploaded,
            Supplier<ResponseEntity<Object>> doing) {
        @Nullable String key = request.getHeader(IdempotencyFilter.HEADER);
        if (key == null) {
            return doing.get();
        }
        if (key.isBlank() || key.length() > IdempotencyFilter.LONGEST) {
            imports.discard(access.workspace(), uploaded.draft());
            return Problem.field(IdempotencyFilter.HEADER, "The key must have 1 to 255 characters.")
                    .response();
        }
        return switch (idempotency.begin(access.workspace(), key, identity(request, uploaded))) {
            case Idempotency.Start.Fresh _ -> remembered(access, key, doing);
            case Idempotency.Start.Done(Idempotency.Answer before) -> {
                imports.discard(access.workspace(), uploaded.draft());
                yield replayed(before);
            }
            case Idempotency.Start.AtWork _ -> {
                imports.discard(access.workspace(), uploaded.draft());
                yield Problem.conflict("A request with this Idempotency-Key is at work.")
                        .response();
            }
            case Idempotency.Start.Other _ -> {
                imports.discard(access.workspace(), uploaded.draft());
                yield Problem.field(IdempotencyFilter.HEADER, "This key was used for another request.")
                        .response();
            }
        };
    }

    private ResponseEntity<Object> remembered(Access access, String key, Supplier<ResponseEntity<Object>> doing) {
        boolean kept = false;
        try {
            ResponseEntity<Object> answer = doing.get();
            byte[] body = json.writeValueAsBytes(answer.getBody());
            String type = answer.getStatusCode().isError()
                    ? MediaType.APPLICATION_PROBLEM_JSON_VALUE
                    : MediaType.APPLICATION_JSON_VALUE;
            idempotency.finish(
                    access.workspace(),
                    key,
                    new Idempotency.Answer(answer.getStatusCode().value(), Map.of("Content-Type", type), body, false));
            kept = true;
            return answer;
        } finally {
            if (!kept) {
                idempotency.release(access.workspace(), key);
            }
        }
    }

    private ResponseEntity<Object> replayed(Idempotency.Answer before) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(before.status()).header("Idempotency-Replayed", "true");
        before.headers().forEach(answer::header);
        return answer.body(json.readTree(before.body()));
    }

    private static byte[] identity(HttpServletRequest request, ImportUpload.Uploaded uploaded) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((request.getMethod() + " " + request.getRequestURI() + "\n").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(uploaded.identity());
        return all.toByteArray();
    }
}
