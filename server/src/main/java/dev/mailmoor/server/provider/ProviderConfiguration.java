package dev.mailmoor.server.provider;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {
    @Bean
    Providers providers() {
        return Providers.bundled();
    }
}
