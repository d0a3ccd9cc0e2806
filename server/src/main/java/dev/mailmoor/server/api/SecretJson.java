package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Secrets come in as JSON strings. They never go out: writing one writes what it prints as. */
@Component
class SecretJson extends SimpleModule {
    SecretJson() {
        super("secrets");
        addDeserializer(Secret.class, new In());
        addSerializer(Secret.class, new Out());
    }

    private static final class In extends StdDeserializer<Secret> {
        In() {
            super(Secret.class);
        }

        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return context.reportInputMismatch(this, "a secret is a string");
            }
            return Secret.of(parser.getString());
        }
    }

    private static final class Out extends StdSerializer<Secret> {
        Out() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializationContext context) {
            json.writeString(secret.toString());
        }
    }
}
