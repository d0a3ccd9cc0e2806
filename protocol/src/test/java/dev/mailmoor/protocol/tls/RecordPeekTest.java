package dev.mailmoor.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Outcome.TlsFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordPeekTest {
    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "15030300020228, VERSION_OR_CIPHER",
        "15030100020246, VERSION_OR_CIPHER",
        "15030300020270, NAME_MISMATCH",
        "15030300020250, OTHER",
        "2a204f4b,       NOT_TLS",
        "1504,           NOT_TLS",
        "160301002e0200002a0301, VERSION_OR_CIPHER"
    })
    void tellsWhatSpeaksAgainstAHandshake(String hex, TlsFailure failure) {
        assertThat(RecordPeek.at(bytes(hex)).orElseThrow().failure()).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource({"16", "1603", "1503030002", "15030300020170", "160303002e0200002a0303", "1703030010", "140303000101"})
    void letsTheEngineJudgeTheRest(String hex) {
        assertThat(RecordPeek.at(bytes(hex))).isEmpty();
    }

    @Test
    void quotesPlainTextWithoutItsControls() {
        ByteBuffer text = ByteBuffer.wrap("* OK\u001b[31m hi\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(RecordPeek.at(text).orElseThrow().detail()).endsWith("* OK [31m hi");
    }

    @Test
    void nothingMakesItFail() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] any = new byte[random.nextInt(20)];
            random.nextBytes(any);
            assertThat(RecordPeek.at(ByteBuffer.wrap(any))).isNotNull();
        }
    }
}
