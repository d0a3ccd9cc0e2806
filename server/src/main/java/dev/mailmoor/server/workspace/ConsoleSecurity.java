package dev.mailmoor.server.workspace;

import dev.mailmoor.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The console's door: a session by form sign-in, with CSRF tokens. Which pages are open is said at their handlers ({@link
 * Open}), in one place; {@link NeedsInterceptor} keeps all others shut. Strangers get no session: neither the CSRF token nor
 * the page they wanted is kept in one.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    @Bean
    @Order(100)
    SecurityFilterChain console(SecurityChains chains, PasswordSignIn signIn, Settings settings) {
        CookieRequestCache wanted = new CookieRequestCache();
        return chains.begin()
                .securityMatcher("/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .authenticationManager(new ProviderManager(new PasswordProvider(signIn)))
                .requestCache(cache -> cache.requestCache(wanted))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie(settings))
                        // Its address holds a token that no other site knows; and it must work where cookies do not.
                        .ignoringRequestMatchers("/r/*", "/c/**", "/notices/unsubscribe/*")
                        // To find the token the filter would have to read a file of a gigabyte: its reader asks for it.
                        .ignoringRequestMatchers(StreamedForm::is))
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("email")
                        .passwordParameter("password")
                        .failureHandler(new SignInFailed()))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
                .exceptionHandling(failing -> failing.authenticationEntryPoint(new ToSignIn()))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .frameOptions(frame -> frame.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(opener -> opener.policy(
                                org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                        .CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")))
                .build();
    }

    @Bean
    CookieSerializer sessionCookie(Settings settings) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName("mailmoor-session");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setUseSecureCookie(isHttps(settings));
        cookie.setCookiePath("/");
        return cookie;
    }

    private static CookieCsrfTokenRepository csrfCookie(Settings settings) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("mailmoor-csrf");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").secure(isHttps(settings)));
        return tokens;
    }

    private static boolean isHttps(Settings settings) {
        return "https".equals(settings.web().publicUrl().getScheme());
    }
}
