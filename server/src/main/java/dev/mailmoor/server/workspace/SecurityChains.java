package dev.mailmoor.server.workspace;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.DefaultLoginPageConfigurer;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Begins a filter chain as Spring Security's own {@code HttpSecurity} bean does, with all that is on unless it is put off.
 * That bean looks through all beans once for each of its settings, to see whether somebody changes it: a tenth of a start
 * for two chains, and nobody does.
 */
@Component
public class SecurityChains {
    private final ApplicationContext context;
    private final ObjectPostProcessor<Object> finish;

    SecurityChains(ApplicationContext context, ObjectPostProcessor<Object> finish) {
        this.context = context;
        this.finish = finish;
    }

    /** A new chain, not yet built, without an authentication manager. */
    public HttpSecurity begin() {
        HttpSecurity http = new HttpSecurity(
                finish,
                new AuthenticationManagerBuilder(finish),
                Map.of(
                        ApplicationContext.class,
                        context,
                        PathPatternRequestMatcher.Builder.class,
                        PathPatternRequestMatcher.withDefaults()));
        return http.csrf(withDefaults())
                .addFilter(new WebAsyncManagerIntegrationFilter())
                .exceptionHandling(withDefaults())
                .headers(withDefaults())
                .sessionManagement(withDefaults())
                .securityContext(withDefaults())
                .requestCache(withDefaults())
                .anonymous(withDefaults())
                .servletApi(withDefaults())
                .with(new DefaultLoginPageConfigurer<>(), withDefaults())
                .logout(withDefaults());
    }
}
