package dev.mailmoor.server.api;

import dev.mailmoor.server.reauth.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What went wrong, for programs and people: RFC 9457.
 *
 * @param kind ends the {@code type}
 * @param detail one or two plain sentences; never anything that the caller sent as a secret
 * @param more further members
 */
record Problem(HttpStatus status, String kind, String detail, Map<String, @Nullable Object> more) {
    private static final String TYPE = "urn:mailmoor:problem:";

    static Problem of(HttpStatus status, String kind, String detail) {
        return new Problem(status, kind, detail, Map.of());
    }

    static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing here.");
    }

    static Problem conflict(String detail) {
        return of(HttpStatus.CONFLICT, "conflict", detail);
    }

    static Problem forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    static Problem stale(long current) {
        return of(
                        HttpStatus.PRECONDITION_FAILED,
                        "stale-version",
                        "This was changed since; its version is %d now. Read it again.".formatted(current))
                .with("version", Long.toString(current));
    }

    static Problem busy(String detail) {
        return of(HttpStatus.TOO_MANY_REQUESTS, "too-many", detail);
    }

    static Problem field(String field, String message) {
        return fields(List.of(new FieldError(field, message)));
    }

    static Problem fields(List<FieldError> errors) {
        String detail = errors.size() == 1 ? errors.getFirst().message() : "Some fields are wrong.";
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-field", detail)
                .with(
                        "errors",
                        errors.stream()
                                .map(error -> Map.of("field", error.field(), "message", error.message()))
                                .toList());
    }

    Problem with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(status, kind, detail, all);
    }

    Map<String, @Nullable Object> body() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", TYPE + kind);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.putAll(more);
        return body;
    }

    ResponseEntity<Object> response() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body());
    }
}
