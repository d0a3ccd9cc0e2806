package dev.mailmoor.server.provider;

import dev.mailmoor.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {
    @Bean
    Providers providers(Settings settings) {
        return Providers.in(settings.data());
    }
}
