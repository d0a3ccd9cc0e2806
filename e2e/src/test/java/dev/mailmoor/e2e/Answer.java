package dev.mailmoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answered. */
public record Answer(int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Fails, showing the body, unless the status is this one. */
    public Answer expect(int expected) {
        assertThat(status).as(text).isEqualTo(expected);
        return this;
    }

    public JsonNode json() {
        return JSON.readTree(text);
    }

    /** The text or number at a JSON pointer such as {@code /receiving/state}; empty when there is none. */
    public String at(String pointer) {
        return json().at(pointer).asString("");
    }
}
