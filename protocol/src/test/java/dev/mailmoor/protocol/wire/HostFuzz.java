package dev.mailmoor.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Whatever is written where a host should be, nothing but checked public addresses comes out, and only proper names are asked for. */
class HostFuzz {
    @FuzzTest
    void host(byte[] text) {
        NetworkGuard guard = new NetworkGuard(List.of(), name -> {
            assertThat(name).matches("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
            return List.of(InetAddress.ofLiteral("8.8.8.8"));
        });
        Resolution found =
                guard.resolve(new String(text, StandardCharsets.UTF_8), 993, Purpose.IMAP, Duration.ofSeconds(5));
        if (found instanceof Resolution.Allowed allowed) {
            assertThat(allowed.addresses())
                    .extracting(InetSocketAddress::getAddress)
                    .allMatch(address -> SpecialAddresses.kindOf(address).isEmpty());
        }
    }
}
