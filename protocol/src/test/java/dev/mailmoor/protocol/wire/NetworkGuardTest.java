package dev.mailmoor.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkGuardTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final List<Cidr> NOTHING = List.of();

    private static NetworkGuard guard(List<Cidr> allowed, String... addresses) {
        List<InetAddress> known =
                Stream.of(addresses).map(InetAddress::ofLiteral).toList();
        return new NetworkGuard(allowed, _ -> known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.7",
                "192.31.196.1",
                "192.52.193.1",
                "192.175.48.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                // Unspecified, loopback, IPv4-mapped and IPv4-compatible.
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::10.0.0.1",
                "::8.8.8.8",
                // NAT64 (both), discard-only, Teredo, ORCHID, benchmarking, documentation, 6to4.
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "::ffff:0:8.8.8.8",
                "100::1",
                "100:0:0:1::1",
                "2001::1",
                "2001:10::1",
                "2001:20::1",
                "2001:2::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "2620:4f:8000::1",
                "3fff::1",
                // Unique local (with a cloud's metadata), link-local, site-local, multicast, SRv6, unassigned.
                "fc00::1",
                "fd00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1",
                "4000::1"
            })
    void specialAddressesAreForbiddenAsNameAndAsLiteral(String address) {
        assertThat(guard(NOTHING, address).resolve("mail.example.com", 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.Forbidden.class);
        assertThat(guard(NOTHING, "8.8.8.8").resolve(address, 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.17",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860::8888"
            })
    void publicAddressesAreAllowedOnMailPorts(String address) {
        InetSocketAddress checked = new InetSocketAddress(InetAddress.ofLiteral(address), 993);
        assertThat(guard(NOTHING, address).resolve("mail.example.com", 993, Purpose.IMAP, SOON))
                .isEqualTo(new Resolution.Allowed(List.of(checked), false));
    }

    @Test
    void oneSpecialAddressAmongPublicOnesForbidsAll() {
        assertThat(guard(NOTHING, "8.8.8.8", "10.0.0.1").resolve("mixed.example.com", 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.Forbidden.class);
    }

    @Test
    void aForbiddenAddressIsNotTold() {
        assertThat(guard(NOTHING, "10.20.30.40")
                        .resolve("inside.example.com", 993, Purpose.IMAP, SOON)
                        .toString())
                .doesNotContain("10.20.30.40");
    }

    @Test
    void inAllowedNetworksEveryPortIsAllowed() {
        NetworkGuard guard = guard(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("::1")), "10.0.0.1", "::1");

        assertThat(guard.resolve("inside.example.com", 40_143, Purpose.IMAP, SOON))
                .isInstanceOfSatisfying(Resolution.Allowed.class, allowed -> {
                    assertThat(allowed.onAllowedNetwork()).isTrue();
                    assertThat(allowed.addresses()).hasSize(2);
                });
        assertThat(guard.resolve("127.0.0.1", 993, Purpose.IMAP, SOON)).isInstanceOf(Resolution.Forbidden.class);
    }

    @Test
    void aHostHalfOutsideCountsAsOutside() {
        NetworkGuard guard = guard(List.of(Cidr.parse("10.0.0.0/8")), "10.0.0.1", "8.8.8.8");

        assertThat(guard.resolve("half.example.com", 993, Purpose.IMAP, SOON))
                .isInstanceOfSatisfying(
                        Resolution.Allowed.class,
                        allowed -> assertThat(allowed.onAllowedNetwork()).isFalse());
        assertThat(guard.resolve("half.example.com", 40_143, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 22, 80, 443, 994, 6379, 8025, 65_535})
    void publicAddressesAreForbiddenOnOtherPorts(int port) {
        assertThat(guard(NOTHING, "8.8.8.8").resolve("mail.example.com", port, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP, 143, true",
        "IMAP, 993, true",
        "IMAP, 587, false",
        "POP3, 995, true",
        "POP3, 993, false",
        "SMTP, 2525, true",
        "SMTP, 143, false",
        "WEB, 443, true",
        "WEB, 80, true",
        "WEB, 8080, false",
        "WEB, 25, false"
    })
    void eachPurposeHasItsOwnPorts(Purpose purpose, int port, boolean allowed) {
        assertThat(guard(NOTHING, "8.8.8.8").resolve("example.com", port, purpose, SOON) instanceof Resolution.Allowed)
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/x,            true",
        "http://example.com,               true",
        "https://example.com:8443/,        false",
        "ftp://example.com/,               false",
        "https://user@example.com/,        false",
        "https:///x,                       false",
        "https://127.0.0.1/,               false",
        "https://[::1]/,                   false",
        "https://[2606:4700::1111]/,       true",
        "https://[::ffff:169.254.169.254]/, false",
        "https://0x7f.1/,                  false",
        "https://2130706433/,              false",
        "mailto:a@example.com,             false",
    })
    void urlsAreCheckedLikeServers(String url, boolean allowed) {
        assertThat(guard(NOTHING, "8.8.8.8").resolve(URI.create(url), SOON) instanceof Resolution.Allowed)
                .isEqualTo(allowed);
    }

    /** The name service would say that it is public: it must not even be asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "0x7f.1",
                "0X7F.0.0.1",
                "0x7f000001",
                "2130706433",
                "017700000001",
                "0177.0.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "0x7f.0x0.0x0.0x1.",
                "1.2.3.4.5",
                "1.2.3.256",
                "127.0.0.1%eth0",
                "\uFF11\uFF12\uFF17.0.0.1",
                "127\u30020\u30020\u30021",
                "fe80::1%lo",
                "::1%1",
                "::127.0.0.1",
                "[127.0.0.1]",
                "a b.example",
                "a/b.example",
                "user@example.com",
                "example.com:993",
                "example..com",
                ".example.com",
                "example.com..",
                "exa\u0000mple.com",
                "exam\r\nple.com"
            })
    void whatIsNeitherANameNorAProperAddressIsNotLookedUp(String host) {
        NetworkGuard guard = new NetworkGuard(NOTHING, _ -> {
            throw new AssertionError("looked up");
        });
        assertThat(guard.resolve(host, 993, Purpose.IMAP, SOON))
                .isInstanceOfAny(Resolution.Forbidden.class, Resolution.NotFound.class);
    }

    @Test
    void aNameMayEndWithTheRootsDotAndHoldAnUnderscore() {
        NetworkGuard guard = guard(NOTHING, "8.8.8.8");
        assertThat(guard.resolve("mail.example.com.", 993, Purpose.IMAP, SOON)).isInstanceOf(Resolution.Allowed.class);
        assertThat(guard.resolve("my_mail.example.com", 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.Allowed.class);
        assertThat(guard.resolve("MAIL.Example.com", 993, Purpose.IMAP, SOON)).isInstanceOf(Resolution.Allowed.class);
    }

    @Test
    void aMisspeltAddressIsForbiddenAlsoWhereItWouldBeAllowed() {
        NetworkGuard guard = guard(List.of(Cidr.parse("127.0.0.0/8")), "127.0.0.1");
        assertThat(guard.resolve("127.1", 993, Purpose.IMAP, SOON)).isInstanceOf(Resolution.Forbidden.class);
        assertThat(guard.resolve("127.0.0.1", 993, Purpose.IMAP, SOON)).isInstanceOf(Resolution.Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%lo", "fe80::1%1", "fe80::1%no-such-interface", "2606:4700::1111%25no"})
    void anAddressWithAZoneIsForbidden(String host) {
        assertThat(guard(NOTHING, "8.8.8.8").resolve(host, 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7f.0.0.1", "2130706433", "127.1", "0x7f000001", "[::1]", "::ffff:7f00:1"})
    void oddWaysToWriteTheLoopbackDoNotGetThrough(String host) {
        assertThat(new NetworkGuard(NOTHING).resolve(host, 993, Purpose.IMAP, SOON))
                .isNotInstanceOf(Resolution.Allowed.class);
    }

    @Test
    void internationalNamesAreLookedUpInTheirAsciiForm() {
        NetworkGuard guard = new NetworkGuard(NOTHING, host -> {
            assertThat(host).isEqualTo("xn--bcher-kva.example");
            return List.of(InetAddress.ofLiteral("8.8.8.8"));
        });

        assertThat(guard.resolve("Bücher.example.", 993, Purpose.IMAP, SOON)).isInstanceOf(Resolution.Allowed.class);
    }

    @Test
    void aNameWithoutAddressIsNotFoundButASilentNameServiceSaysNothing() {
        assertThat(failing("nowhere.example: Name or service not known")
                        .resolve("nowhere.example", 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.NotFound.class);
        assertThat(failing("x: Temporary failure in name resolution")
                        .resolve("nowhere.example", 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.NameServiceFailed.class);
        assertThat(new NetworkGuard(NOTHING).resolve(" ", 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.NotFound.class);
        assertThat(new NetworkGuard(NOTHING).resolve("a".repeat(64) + ".example", 993, Purpose.IMAP, SOON))
                .isInstanceOf(Resolution.NotFound.class);
    }

    private static NetworkGuard failing(String message) {
        return new NetworkGuard(NOTHING, _ -> {
            throw new UnknownHostException(message);
        });
    }

    @Test
    void aHangingNameServiceIsLeftInTimeAndAskedOnceForAll() {
        CompletableFuture<InetAddress> answer = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        NetworkGuard guard = new NetworkGuard(NOTHING, _ -> {
            asked.incrementAndGet();
            return List.of(answer.join());
        });

        for (int i = 0; i < 3; i++) {
            assertThat(guard.resolve("slow.example", 993, Purpose.IMAP, Duration.ofMillis(30)))
                    .isInstanceOf(Resolution.NameServiceFailed.class);
        }
        answer.complete(InetAddress.ofLiteral("8.8.8.8"));
        await().until(() -> guard.resolve("slow.example", 993, Purpose.IMAP, SOON) instanceof Resolution.Allowed);
        assertThat(asked).hasValue(1);
    }
}
