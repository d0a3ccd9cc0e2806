package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Settings → Webhooks. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class WebhookPagesTest {
    private static final String PATH = "/settings/webhooks";

    @Autowired
    private ConsoleStage stage;

    private HttpServer receiver;
    private volatile int status = 200;

    @BeforeEach
    void aReceiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            byte[] said = "<b>thanks</b>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    }

    @Test
    void aSecretIsShownOnceAndTheWebhookTriedChangedAndRemoved() {
        Visitor admin = stage.visitor(Role.ADMIN);
        assertThat(admin.get(PATH).html()).contains("No webhook yet");
        var added = admin.submit(PATH, PATH, Map.of("url", url(), "event:mailbox.auth-lost", "on", "secret", ""));
        Matcher secret = Pattern.compile("value=\"(whsec_[^\"]+)\"").matcher(added.html());
        assertThat(secret.find()).isTrue();
        String list = admin.get(PATH).html();
        assertThat(list).contains("mailbox.auth-lost", "Healthy").doesNotContain("whsec_");
        Matcher link = Pattern.compile(PATH + "/[0-9a-f-]{36}").matcher(list);
        assertThat(link.find()).isTrue();
        String page = link.group();

        assertThat(admin.submit(page, page + "/test", Map.of()).html())
                .contains("The receiver took the test.", "webhook.test", "Delivered", "&lt;b&gt;thanks")
                .doesNotContain("whsec_");
        status = 500;
        assertThat(admin.submit(page, page + "/test", Map.of()).html())
                .contains("did not take the test: it answers with status 500", "Failing", "Failed");
        assertThat(admin.submit(page, page, Map.of("url", url())).html())
                .as("without the tick it is off, without events all are sent")
                .contains("Saved.", "Off");
        assertThat(admin.get(PATH).html()).contains("All events");
        assertThat(admin.submit(page, page + "/secret", Map.of()).html()).contains("whsec_", "signs too");
        assertThat(admin.submit(page, page + "/replay", Map.of()).html()).contains("0 deliveries");
        assertThat(admin.submit(page, page + "/remove", Map.of()).html()).contains("Removed", "No webhook yet");
    }

    @Test
    void aFormThatIsWrongComesBackWithoutItsSecret() {
        Visitor admin = stage.visitor(Role.ADMIN);

        var back = admin.submit(
                PATH,
                PATH,
                Map.of("url", "https://10.0.0.1/", "secret", "my own words", "event:mailbox.restored", "on"));

        assertThat(back.status()).isEqualTo(422);
        assertThat(back.html())
                .contains("https://10.0.0.1/", "not allowed", "whsec_ and 24 to 64 bytes")
                .containsPattern("name=\"event:mailbox.restored\"\\s+checked")
                .doesNotContain("my own words");
    }

    @Test
    void onlyAdminsSeeThem() {
        assertThat(stage.visitor(Role.OPERATOR).get(PATH).status()).isEqualTo(403);
        assertThat(stage.visitor(Role.OPERATOR).get("/").html()).doesNotContain(PATH);
    }
}
