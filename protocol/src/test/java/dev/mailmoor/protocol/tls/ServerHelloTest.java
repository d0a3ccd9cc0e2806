package dev.mailmoor.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ServerHelloTest {
    /** Record, handshake, version, random, an empty session id, cipher, no compression. */
    private static final String BEGINNING = "160303%04x" + "02%06x" + "0303" + "cf".repeat(32) + "00" + "1301" + "00";

    private static final String SUPPORTED_VERSIONS = "002b00020304";

    private static ByteBuffer hello(String extensions) {
        int length = extensions.length() / 2;
        int body = 2 + 32 + 1 + 2 + 1 + 2 + length;
        return ByteBuffer.wrap(
                HexFormat.of().parseHex(BEGINNING.formatted(body + 4, body) + "%04x".formatted(length) + extensions));
    }

    @Test
    void theChosenGroupIsReadBehindOtherExtensions() {
        assertThat(ServerHello.keyShareIn(hello(SUPPORTED_VERSIONS + "003300060017000201ff")))
                .hasValue(0x17);
    }

    @Test
    void aGroupThatIsAskedForIsReadToo() {
        assertThat(ServerHello.keyShareIn(hello("003300020018"))).hasValue(0x18);
    }

    @Test
    void aHelloWithoutKeyShareSaysNothing() {
        assertThat(ServerHello.keyShareIn(hello("ff01000100"))).isEmpty();
        assertThat(ServerHello.keyShareIn(hello(""))).isEmpty();
    }

    @Test
    void aHelloCutAnywhereSaysNothingAndBreaksNothing() {
        ByteBuffer whole = hello(SUPPORTED_VERSIONS + "003300020018");
        for (int end = 0; end < whole.capacity(); end++) {
            assertThat(ServerHello.keyShareIn(whole.duplicate().limit(end))).isEmpty();
        }
    }

    @Test
    void lengthsThatLieBreakNothing() {
        byte[] lying = hello(SUPPORTED_VERSIONS + "003300020018").array();
        for (int at = 0; at < lying.length; at++) {
            byte[] bad = lying.clone();
            bad[at] = (byte) 0xFF;
            ServerHello.keyShareIn(ByteBuffer.wrap(bad));
        }
        assertThat(ServerHello.keyShareIn(ByteBuffer.wrap(lying).position(1))).isEmpty();
    }

    @Test
    void theBytesStayUnread() {
        ByteBuffer hello = hello("003300020018");
        ServerHello.keyShareIn(hello);
        assertThat(hello.position()).isZero();
        assertThat(hello.remaining()).isEqualTo(hello.capacity());
    }
}
