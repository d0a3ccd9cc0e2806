package dev.mailmoor.server.api;

import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Adds to each operation what its handler's annotations and parameters say: role, answer, problems, paging, versions. */
class CallDescriber implements OperationCustomizer {
    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Call call = handler.getMethodAnnotation(Call.class);
        Needs needs = handler.getMethodAnnotation(Needs.class);
        if (call == null || needs == null) {
            return operation;
        }
        operation.setSummary(call.value());
        operation.setDescription("Needs the role %s.".formatted(needs.value().word()));
        operation.setOperationId(handler.getBeanType().getSimpleName().replace("Controller", "") + "."
                + handler.getMethod().getName());
        parameters(operation, handler);
        if (!call.upload().isEmpty()) {
            operation.setRequestBody(upload(call.upload()));
        }
        operation.setResponses(responses(call, needs, handler));
        return operation;
    }

    private static void parameters(Operation operation, HandlerMethod handler) {
        if (takes(handler, Paging.class)) {
            operation.addParametersItem(query("limit", new IntegerSchema())
                    .description("1 to %d, %d when left out".formatted(Paging.MOST, Paging.USUAL)));
            operation.addParametersItem(
                    query("cursor", new StringSchema()).description("nextCursor of the part before"));
        }
        if (takes(handler, MailboxFilter.class)) {
            for (String name : List.of("state", "provider", "tag", "owner", "q")) {
                operation.addParametersItem(query(name, new StringSchema()));
            }
        }
        if (takes(handler, Version.class)) {
            operation.addParametersItem(header("If-Match", "the version that the caller knows; a stale one gets 412"));
        }
        if (handler.hasMethodAnnotation(PostMapping.class)) {
            operation.addParametersItem(
                    header(IdempotencyFilter.HEADER, "a repeated request is answered as before, for 24 hours"));
        }
    }

    private static ApiResponses responses(Call call, Needs needs, HandlerMethod handler) {
        ApiResponses responses = new ApiResponses().addApiResponse(Integer.toString(call.status()), good(call));
        problem(responses, "401", "No API key, or one that is not good.");
        if (needs.value() != Role.VIEWER) {
            problem(responses, "403", "The key's role is not enough.");
        }
        if (annotated(handler, PathVariable.class)) {
            problem(responses, "404", "There is no such thing in this workspace.");
        }
        if (takes(handler, Version.class)) {
            problem(responses, "412", "It was changed since the version in If-Match.");
        }
        if (!handler.hasMethodAnnotation(GetMapping.class)) {
            problem(responses, "409", "It cannot be done as things are.");
        }
        if (annotated(handler, RequestBody.class)) {
            problem(responses, "400", "The body is not JSON.");
            problem(responses, "413", "The body is larger than 1 MiB.");
            problem(responses, "415", "The body is not application/json.");
        }
        if (!call.upload().isEmpty()) {
            problem(responses, "413", "The file is larger than 1 GiB.");
            problem(responses, "415", "The body is not multipart/form-data.");
        }
        problem(responses, "422", "A field is wrong; errors says which.");
        problem(responses, "503", "Not now; Retry-After says when.");
        return responses;
    }

    private static io.swagger.v3.oas.models.parameters.RequestBody upload(String schema) {
        return new io.swagger.v3.oas.models.parameters.RequestBody()
                .required(true)
                .content(new Content()
                        .addMediaType(
                                "multipart/form-data", new MediaType().schema(new Schema<>().$ref(SCHEMAS + schema))));
    }

    private static ApiResponse good(Call call) {
        ApiResponse response = new ApiResponse().description("Done.");
        if (call.gives().isEmpty()) {
            return response;
        }
        Schema<?> one = new Schema<>().$ref(SCHEMAS + call.gives());
        Schema<?> schema = switch (call.shape()) {
            case ONE -> one;
            case PART_OF_LIST ->
                new ObjectSchema()
                        .addProperty("items", new ArraySchema().items(one))
                        .addProperty("nextCursor", new Schema<>().types(Set.of("string", "null")));
        };
        String type = call.gives().equals("Event") ? "text/event-stream" : "application/json";
        return response.content(new Content().addMediaType(type, new MediaType().schema(schema)));
    }

    private static void problem(ApiResponses responses, String status, String description) {
        Schema<?> schema = new Schema<>().$ref(SCHEMAS + "Problem");
        responses.addApiResponse(
                status,
                new ApiResponse()
                        .description(description)
                        .content(new Content()
                                .addMediaType("application/problem+json", new MediaType().schema(schema))));
    }

    private static Parameter query(String name, Schema<?> schema) {
        return new Parameter().in("query").name(name).schema(schema);
    }

    private static Parameter header(String name, String description) {
        return new Parameter()
                .in("header")
                .name(name)
                .schema(new StringSchema())
                .description(description);
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(one -> one.getParameterType() == type);
    }

    private static boolean annotated(
            HandlerMethod handler, Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(one -> one.hasParameterAnnotation(annotation));
    }
}
