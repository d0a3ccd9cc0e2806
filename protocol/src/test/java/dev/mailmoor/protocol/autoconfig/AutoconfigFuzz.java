package dev.mailmoor.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.TlsMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Good documents bent at random: whatever comes, no exception, and only names, ports and TLS. */
class AutoconfigFuzz {
    private static final int RUNS = 3_000;
    private static final MailAddress ANNA = new MailAddress("anna", "example.com");
    private static final String MOZILLA = """
            <?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="e"><incomingServer type="imap">
            <hostname>imap.example.com</hostname><port>993</port><socketType>SSL</socketType>
            <username>%EMAILADDRESS%</username></incomingServer><outgoingServer type="smtp"><hostname>smtp.example.com</hostname>
            <port>587</port><socketType>STARTTLS</socketType></outgoingServer></emailProvider></clientConfig>""";
    private static final String AUTODISCOVER = """
            <Autodiscover><Response><Account><Action>settings</Action><Protocol><Type>IMAP</Type><Server>imap.example.com</Server>
            <Port>993</Port><SSL>on</SSL></Protocol></Account><Account><Action>redirectUrl</Action>
            <RedirectUrl>https://auto.example.com/</RedirectUrl></Account></Response></Autodiscover>""";
    private static final List<String> SPICE = List.of(
            "<!DOCTYPE x [<!ENTITY a \"b\">]>",
            "&a;",
            "&#0;",
            "]]>",
            "<![CDATA[",
            "<",
            "\0",
            "127.0.0.1",
            "0x7f.1",
            "plain",
            "%",
            "\uD800",
            ".",
            " ");

    @Test
    void bentDocumentsNeverBreakTheirReaders() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            check(MozillaConfig.read(bent(MOZILLA, random), ANNA, "here"));
            if (Autodiscover.read(bent(AUTODISCOVER, random), ANNA, "here")
                    instanceof Autodiscover.Answer.Servers answer) {
                check(answer.servers());
            }
        }
    }

    @Test
    void bentRecordsNeverBreakTheirReaders() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String record = new String(bent("0 1 993 imap.example.com.", random), StandardCharsets.ISO_8859_1);
            check(SrvService.IMAPS.found(List.of(record), ANNA));
            assertThat(MxRecords.hosts(List.of(record.substring(record.length() / 2))))
                    .allMatch(host -> host.matches("[a-z0-9.-]{3,253}"));
        }
    }

    private static void check(List<FoundServer> found) {
        assertThat(found).allSatisfy(server -> {
            assertThat(server.endpoint().host()).matches("[a-z0-9.-]{3,253}").doesNotMatch(".*[.][0-9]+");
            assertThat(server.endpoint().security()).isNotEqualTo(TlsMode.NONE);
            assertThat(server.username().chars().noneMatch(Character::isISOControl))
                    .isTrue();
        });
    }

    private static byte[] bent(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, SPICE.get(random.nextInt(SPICE.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
                case 2 -> text.insert(at, (char) random.nextInt(0x300));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
