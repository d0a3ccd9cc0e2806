package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class NoRelayTest {
    @Autowired
    private NoticeLoop loop;

    @Test
    void startWithoutARelaySaysThatNobodyIsTold(CapturedOutput output) {
        loop.stop();
        loop.start();

        assertThat(output.getAll()).contains("WARN", "Nobody is told of lost logins by mail: MAILMOOR_NOTICE_SMTP_URL");
    }
}
