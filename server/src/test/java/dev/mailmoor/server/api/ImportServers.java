package dev.mailmoor.server.api;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The mail servers of {@link ImportStage}. */
@TestConfiguration(proxyBeanMethods = false)
class ImportServers {
    @Bean
    @Primary
    TableServers tableServers() {
        return new TableServers();
    }

    @Bean
    static Hitches hitches() {
        return new Hitches();
    }
}
