package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.workspace.Access;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.util.List;
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

    @Bean
    OpenAPI openApi() throws IOException {
        return new OpenAPI()
                .info(new Info()
                        .title("Mailmoor")
                        .version("v1")
                        .description("Keeps every mailbox connected. Secrets go in and never come out; lists come in "
                                + "parts; errors are problems (RFC 9457)."))
                .components(components())
                .security(List.of(new SecurityRequirement().addList(KEY)));
    }

    @Bean
    OperationCustomizer describeCalls() {
        return new CallDescriber();
    }

    private static Components components() throws IOException {
        return OpenApiSchemas.read()
                .addSecuritySchemes(
                        KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    }
}
