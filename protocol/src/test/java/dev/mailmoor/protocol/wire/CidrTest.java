package dev.mailmoor.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.255.255, true",
        "10.0.0.0/8,      11.0.0.0,       false",
        "192.168.4.0/22,  192.168.7.255,  true",
        "192.168.4.0/22,  192.168.8.0,    false",
        "0.0.0.0/0,       203.0.113.1,    true",
        "0.0.0.0/0,       2001:db8::1,    false",
        "127.0.0.1,       127.0.0.1,      true",
        "127.0.0.1,       127.0.0.2,      false",
        "fd00::/8,        fdff::1,        true",
        "fd00::/8,        fc00::1,        false",
        "::/0,            ::1,            true",
        "::/0,            10.0.0.1,       false",
        "10.0.0.0/8,      ::ffff:10.1.1.1, true",
        "2001:db8::/33,   2001:db8:7fff::, true",
        "2001:db8::/33,   2001:db8:8000::, false",
    })
    void holdsExactlyTheAddressesThatShareItsPrefix(String block, String address, boolean inside) {
        assertThat(Cidr.parse(block).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "fd00::/129",
                "example.com/8",
                "10.0.0.0/8/8"
            })
    void whatIsNoBlockIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
