package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The API's description of itself. */
@ServerTest
@Import(FakeRooms.class)
class OpenApiTest {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @LocalServerPort
    private int port;

    @Test
    void everyCallIsDescribedWithItsAnswerItsProblemsAndTheKey() {
        JsonNode document = document();

        assertThat(document.at("/components/securitySchemes/apiKey/scheme").asString())
                .isEqualTo("bearer");
        List<String> undescribed = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> {
                    boolean described = call.path("summary").isString()
                            && call.at("/responses/401/content/application~1problem+json")
                                    .isObject()
                            && !call.at("/responses/503").isMissingNode();
                    if (!described) {
                        undescribed.add(method + " " + path);
                    }
                }));
        assertThat(undescribed).isEmpty();
        assertThat(document.path("paths").propertyNames())
                .contains("/api/v1/mailboxes", "/api/v1/mailboxes/{id}/credential", "/api/v1/events", "/api/v1/audit");
    }

    @Test
    void whatItRefersToIsThere() {
        JsonNode document = document();
        document.findValues("$ref").forEach(ref -> {
            String pointer = ref.asString().substring(1);
            assertThat(document.at(pointer).isMissingNode()).as(ref.asString()).isFalse();
        });
        assertThat(document.at("/components/schemas/Mailbox/properties/version").isObject())
                .isTrue();
        assertThat(document.at("/components/schemas/MailboxRequest/properties/secret/writeOnly")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void parametersOfListsAndVersionsAreThere() {
        JsonNode document = document();

        assertThat(names(document, "/api/v1/mailboxes", "get"))
                .contains("limit", "cursor", "state", "provider", "tag", "owner", "q");
        assertThat(names(document, "/api/v1/mailboxes", "post")).containsExactly("Idempotency-Key");
        assertThat(names(document, "/api/v1/mailboxes/{id}", "patch")).containsExactly("id", "If-Match");
    }

    @Test
    void itIsTheSameInEveryLanguage() {
        JsonNode document = document("Accept-Language", "en");

        assertThat(document("Accept-Language", "sv")).isEqualTo(document);
        assertThat(document("Accept-Language", "pt-BR")).isEqualTo(document);
    }

    @Test
    void whatMayBeNullIsDescribedAsSuch() {
        JsonNode document = document();

        assertThat(document.at("/components/schemas/Diagnosis/properties/serverReply/type")
                        .toString())
                .isEqualTo("[\"string\",\"null\"]");
        assertThat(document.at("/components/schemas/Diagnosis/properties/cause/enum")
                        .toString())
                .endsWith(",null]");
        assertThat(document.at("/components/schemas/SendingChannel/properties/diagnosis/anyOf")
                        .toString())
                .contains("/Diagnosis")
                .contains("\"null\"");
        assertThat(document.at("/paths/~1api~1v1~1mailboxes/get/responses/200/content/application~1json/schema"
                                + "/properties/nextCursor/type")
                        .toString())
                .contains("\"null\"");
        assertThat(document.toString()).doesNotContain("nullable");
    }

    @Test
    void anUploadIsDescribedWithItsParts() {
        JsonNode document = document();

        assertThat(document.at("/paths/~1api~1v1~1imports/post/requestBody/content/multipart~1form-data/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/ImportUpload");
        assertThat(document.at("/components/schemas/ImportUpload/properties/file/format")
                        .asString())
                .isEqualTo("binary");
    }

    private static List<String> names(JsonNode document, String path, String method) {
        return document.path("paths")
                .path(path)
                .path(method)
                .path("parameters")
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList();
    }

    private JsonNode document(String... headers) {
        Tenants tenants = new Tenants(jdbc, keys, port);
        var answer = tenants.caller(tenants.workspace(), Role.VIEWER).get("/api/v1/openapi.json", headers);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
