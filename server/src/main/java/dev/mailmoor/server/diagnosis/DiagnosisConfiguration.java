package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.provider.Providers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DiagnosisConfiguration {
    @Bean
    Diagnostician diagnostician(Providers providers) {
        return Diagnostician.byRules(providers);
    }

    @Bean
    TokenDiagnostician tokenDiagnostician(Providers providers) {
        return TokenDiagnostician.byRules(providers);
    }

    @Bean
    SecondOpinion secondOpinion(Providers providers) {
        return new SecondOpinion(providers);
    }
}
