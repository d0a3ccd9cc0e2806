package dev.mailmoor.server.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

@ServerTest
class RequestThreadsTest {
    @Autowired
    private ServletWebServerApplicationContext context;

    @Test
    void requestsHaveThreadsOfTheirOwnSoThatNoPageWaitsBehindTheChecks() {
        TomcatWebServer tomcat = (TomcatWebServer) requireNonNull(context.getWebServer());
        assertThat(tomcat.getTomcat().getConnector().getProtocolHandler().getExecutor())
                .isInstanceOf(ThreadPoolExecutor.class);
    }
}
