package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.workspace.Access;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API described for programs, at {@code /api/v1/openapi.json}. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    private static final String KEY = "apiKey";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Access.class, Paging.class, Version.class, MailboxFilter.class)
                .replaceWithSchema(
                        Secret.class, new StringSchema().format("password").writeOnly(true));
    }

    /** Not a bean of its own: it would be read at every start, and is asked for by few. */
    @Bean
    OpenApiCustomizer whatCallsShare() {
        return document -> {
            Components found = Objects.requireNonNullElseGet(document.getComponents(), Components::new);
            Components all = components();
            Objects.requireNonNullElse(found.getSchemas(), Map.<String, Schema>of())
                    .forEach(all.getSchemas()::putIfAbsent);
            document.info(new Info()
                            .title("Mailmoor")
                            .version("v1")
                            .description(
                                    "Keeps every mailbox connected. Secrets go in and never come out; lists come in "
                                            + "parts; errors are problems (RFC 9457)."))
                    .components(all)
                    .security(List.of(new SecurityRequirement().addList(KEY)));
        };
    }

    @Bean
    OperationCustomizer describeCalls() {
        return new CallDescriber();
    }

    private static Components components() {
        return OpenApiSchemas.read()
                .addSecuritySchemes(
                        KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    }
}
