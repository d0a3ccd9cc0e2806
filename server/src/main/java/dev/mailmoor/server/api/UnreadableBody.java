package dev.mailmoor.server.api;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body, by the name of the field and never by its value: it may be a password. */
final class UnreadableBody {
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "state",
            "since",
            "checkedAt",
            "diagnosis",
            "credential",
            "pendingMessages",
            "aliases",
            "createdAt",
            "version");

    private UnreadableBody() {}

    static Problem problem(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case DatabindException wrong
            when wrong.getPath().isEmpty() -> Problem.field("body", "The body must be a JSON object.");
            case DatabindException wrong -> Problem.field(path(wrong), "This value does not fit here.");
            case null, default ->
                Problem.of(HttpStatus.BAD_REQUEST, "not-json", "The body is not JSON, or there is none.");
        };
    }

    private static Problem unknown(UnrecognizedPropertyException unknown) {
        String message =
                READ_ONLY.contains(unknown.getPropertyName()) ? "This field is read-only." : "There is no such field.";
        return Problem.field(path(unknown), message);
    }

    private static String path(DatabindException wrong) {
        return wrong.getPath().stream().map(UnreadableBody::step).collect(Collectors.joining("."));
    }

    private static String step(JacksonException.Reference step) {
        String name = step.getPropertyName();
        return name == null ? Integer.toString(step.getIndex()) : name;
    }
}
