package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the web server refuses before any of our handlers sees it. */
@ServerTest
@Import(FakeRooms.class)
class BrokenRequestsTest {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/mailboxes?q=[<x>] HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/mailboxes/% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/mailboxes HTTP/1.1\r\n\r\n",
                "GET /api/v1/mailboxes HTTP/1.1\r\nHost: x\r\n(q): x\r\n\r\n",
                "GE T /api/v1/mailboxes\r\n\r\n"
            })
    void isAProblemToo(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("Content-Type: application/problem+json", "\"type\":\"urn:mailmoor:problem:not-http\"")
                    .doesNotContain("<html", "Tomcat", "Exception", "<x>");
        }
    }
}
