package dev.mailmoor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole playground, as somebody who tries it would see it. */
class PlaygroundTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void aMailboxIsLostAndMendedAndNothingIsLeftBehind() throws IOException {
        int port = freePort();
        Path folder;
        int mailPort;
        try (Playground playground =
                Playground.start(Map.of("MAILMOOR_PORT", Integer.toString(port)), new PrintWriter(printed, true))) {
            folder = playground.folder();
            mailPort = playground.town().server(PretendedProvider.NORTHWIND).receivingPort();
            assertThat(folder).isDirectory();
            assertThat(printed.toString())
                    .contains("Mailmoor is ready at http://127.0.0.1:" + port, Playground.OWNER, "What to try");
            Resident.ALL.forEach(resident -> waitFor(playground, resident, "connected"));
            assertThat(playground
                            .api()
                            .mailbox(Resident.named("Anna"))
                            .path("provider")
                            .asString())
                    .isEqualTo("northwind");
            losesAndMends(playground, Resident.named("Anna"));
        }
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        InetAddress mailServer = PretendedProvider.NORTHWIND.address();
        assertThatThrownBy(() -> new Socket(mailServer, mailPort).close()).isInstanceOf(ConnectException.class);
    }

    private void losesAndMends(Playground playground, Resident resident) {
        playground.play().loses(resident.first());
        waitFor(playground, resident, "auth-lost");
        String password = playground.town().password(resident);
        assertThat(printed.toString()).contains(resident.address()).contains(password);
        assertThatThrownBy(() -> playground.api().renew(resident, "not the password"))
                .hasMessageContaining("422")
                .hasMessageContaining("wrong-password-or-username");
        waitFor(playground, resident, "auth-lost");
        playground.api().renew(resident, password);
        waitFor(playground, resident, "connected");
    }

    private static void waitFor(Playground playground, Resident resident, String state) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(
                                playground.api().mailbox(resident).path("state").asString())
                        .isEqualTo(state));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
