package dev.mailmoor.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void theReferenceInDocsIsWhatTheKeysSay() throws IOException {
        if (Boolean.getBoolean("mailmoor.docs.write")) {
            Files.writeString(PAGE, ConfigurationReference.markdown());
        }
        assertThat(PAGE)
                .as("write it anew with -Dmailmoor.docs.write=true")
                .content()
                .isEqualTo(ConfigurationReference.markdown());
    }
}
