package dev.mailmoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrowserTest {
    private static final String PAGE = """
            <!doctype html><title>Harbour</title><h1>Hello</h1>
            <button onclick="document.querySelector('h1').textContent='Pressed'">Press</button>
            """;

    private final HttpServer server;

    BrowserTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        assumeTrue(Chromium.isInstalled(), "package chromium is not installed");
        server.createContext("/", exchange -> {
            boolean found = exchange.getRequestURI().getPath().equals("/page");
            byte[] body = (found ? PAGE : "no").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void pagesAreSeenAndUsedAndPictured() {
        try (Browser browser = open(Look.PHONE_DARK)) {
            browser.page().navigate("/page");
            browser.page().getByText("Press").click();

            assertThat(browser.page().textContent("h1")).isEqualTo("Pressed");
            assertThat(browser.page().evaluate("matchMedia('(prefers-color-scheme: dark)').matches"))
                    .isEqualTo(true);
            assertThat(browser.screenshot("browser-test")).isNotEmptyFile();
        }
    }

    @Test
    void whatIsMissingOrBrokenIsAComplaint() {
        try (Browser browser = open(Look.DESKTOP)) {
            browser.page().navigate("/page");
            browser.page()
                    .evaluate(
                            "() => { const i = new Image(); i.src = '/nothing.png'; return new Promise(r => i.onerror = r); }");

            assertThat(browser.complaints())
                    .anySatisfy(complaint -> assertThat(complaint).contains("404"));
        }
    }

    private Browser open(Look look) {
        return Browser.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), look);
    }
}
