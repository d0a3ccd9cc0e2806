package dev.mailmoor.server.api;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Requests run on platform threads. Virtual ones take turns, first come, first served, with thousands of checks, and on a
 * busy machine a page would wait behind all of them at each step; the system shares out the cores fairly among threads.
 */
@Component
final class RequestThreads implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        // None given: Tomcat makes its own pool.
        factory.addProtocolHandlerCustomizers(handler -> handler.setExecutor(null));
    }

    /** Behind what spring.threads.virtual.enabled sets. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
