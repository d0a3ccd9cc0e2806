package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.SecurityChains;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The API's door: keys, no sessions, no cookies, and therefore no CSRF tokens. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    @Bean
    @Order(10)
    SecurityFilterChain api(SecurityChains chains, ApiKeys keys, ProblemWriter problems, Idempotency idempotency) {
        return chains.begin()
                .securityMatcher(ApiPaths.PATTERNS)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'")))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/health/live", "/health/ready")
                        .permitAll()
                        .requestMatchers("/metrics")
                        .access((who, context) ->
                                new AuthorizationDecision(isKnown(who.get()) || isFromThisMachine(context)))
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(failing -> failing.authenticationEntryPoint(
                                (_, response, failure) -> problems.write(response, Failures.problem(failure)))
                        .accessDeniedHandler(
                                (_, response, failure) -> problems.write(response, Failures.problem(failure))))
                .addFilterBefore(new ApiKeyFilter(keys, problems), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new JsonBodyFilter(problems), AuthorizationFilter.class)
                .addFilterAfter(new IdempotencyFilter(idempotency, problems), JsonBodyFilter.class)
                .build();
    }

    /** Requests that look like an attack (encoded slashes, control characters) get a problem too. */
    @Bean
    RequestRejectedHandler rejected(ProblemWriter problems) {
        return (request, response, _) -> {
            if (ApiPaths.contain(request)) {
                problems.write(response, Problem.notFound());
            } else {
                response.sendError(jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST);
            }
        };
    }

    private static boolean isKnown(
            org.springframework.security.core.@org.jspecify.annotations.Nullable Authentication who) {
        return who instanceof dev.mailmoor.server.workspace.ProgramAuthentication;
    }

    /** Behind a proxy on this machine everybody comes from the loopback: any forwarding header asks for a key. */
    private static boolean isFromThisMachine(RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        try {
            return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress() && !isForwarded(request);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("forwarded")
                        || name.equals("via")
                        || name.equals("x-real-ip")
                        || name.startsWith("x-forwarded"));
    }
}
