package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource({
        "imap.example.com, imap.example.com",
        "' IMAP.Example.COM ', imap.example.com",
        "imap.example.com., imap.example.com",
        "localhost, localhost",
        "mail-1.3com.example, mail-1.3com.example",
        "bücher.example, xn--bcher-kva.example",
        "192.0.2.1, 192.0.2.1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "::ffff:10.0.0.1, 10.0.0.1",
        "127.1, 127.1",
        "2130706433, 2130706433",
        "0X7f.1, 0x7f.1",
        "0177.0.0.1, 0177.0.0.1",
        "fe80::1%eth0, fe80::1%eth0",
        "[fe80::1%25lo], fe80::1%25lo",
    })
    void namesAndAddressesAreTaken(String typed, String host) {
        assertThat(HostName.read("receiving.host", typed, faults)).contains(host);
        assertThat(faults.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://mail.example.com/owa | This is a web address; enter only the host name: mail.example.com.",
                "imaps://anna@mail.example.com:993 | This is a web address; enter only the host name: mail.example.com.",
                "//mail.example.com | This is a web address; enter only the host name: mail.example.com.",
                "http:// | This is a web address; enter only the host name, like imap.example.com.",
                "mail.example.com/inbox | Enter only the host name: mail.example.com.",
                "imap example com | A host name has no spaces; enter it like imap.example.com.",
                "anna@example.com | This is an email address; enter the name of the mail server, like imap.example.com.",
                "mail.example.com:993 | Enter only the host name here, and 993 as the port.",
                "10.0.0.1:993 | Enter only the host name here, and 993 as the port."
            })
    void whatPeoplePasteIsAnsweredWithWhatToEnter(String typed, String sentence) {
        assertThat(HostName.read("receiving.host", typed, faults)).isEmpty();
        assertThat(faults.all()).containsExactly(new FieldError("receiving.host", sentence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-imap.example.com",
                "imap..example.com",
                ".example.com",
                "imap_1.example.com",
                "imap.example.com..",
                "999.1.1.1",
                "::g",
                "[::1",
                "imap\u0000.example.com",
                "imap.example.com\u00a0x",
                "*",
                "a.b?c",
                "%",
                "\ud800.com"
            })
    void whatCannotBeAHostIsNotTaken(String typed) {
        assertThat(HostName.read("sending.host", typed, faults)).isEmpty();
        assertThat(faults.all())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("sending.host"));
    }

    @Test
    void aNameThatIsTooLongIsNotTaken() {
        assertThat(HostName.read("host", "a.".repeat(130) + "com", faults)).isEmpty();
        assertThat(HostName.read("host", "a".repeat(64) + ".com", faults)).isEmpty();
    }
}
