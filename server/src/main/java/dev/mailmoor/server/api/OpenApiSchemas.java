package dev.mailmoor.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/**
 * The schemas of the API's answers. Their file says {@code nullable}, as people do; OpenAPI 3.1 knows no such word and
 * wants {@code null} among the types.
 */
final class OpenApiSchemas {
    private static final String NULLABLE = "nullable";
    private static final String TYPE = "type";

    private OpenApiSchemas() {}

    static Components read() {
        ObjectMapper mapper = Json31.mapper();
        try (InputStream json = new ClassPathResource("openapi-schemas.json").getInputStream()) {
            JsonNode tree = mapper.readTree(json);
            admitNulls(tree);
            return mapper.treeToValue(tree, Components.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void admitNulls(JsonNode node) {
        node.forEach(OpenApiSchemas::admitNulls);
        if (node instanceof ObjectNode schema
                && schema.path(NULLABLE).isBoolean()
                && schema.remove(NULLABLE).asBoolean()) {
            admitNull(schema);
        }
    }

    private static void admitNull(ObjectNode schema) {
        if (schema.path("allOf") instanceof ArrayNode others) {
            schema.remove("allOf");
            others.addObject().put(TYPE, "null");
            schema.set("anyOf", others);
            return;
        }
        String type = schema.path(TYPE).asText();
        schema.putArray(TYPE).add(type).add("null");
        if (schema.path("enum") instanceof ArrayNode words) {
            words.addNull();
        }
    }
}
