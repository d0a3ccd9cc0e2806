package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.testing.NoNetwork;
import dev.mailmoor.server.testing.TestSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftReaderTest {
    private static final Settings SETTINGS =
            TestSettings.on(new DatabaseAddress("jdbc:postgresql://unused/", "nobody", Secret.of("x")));
    private static final Optional<Secret> SECRET = Optional.of(Secret.of("opensesame"));

    private final DraftReader reader = new DraftReader(SETTINGS, Providers.bundled(), NoNetwork.discovery());
    private final Faults faults = new Faults();

    private static ChannelDraft channel(String protocol, String host, String port, String security) {
        return new ChannelDraft(protocol, host, port, security, "", Optional.empty());
    }

    private static MailboxDraft draft(
            String address, Optional<ChannelDraft> receiving, Optional<ChannelDraft> sending, Optional<Secret> secret) {
        return new MailboxDraft(address, new PersonName("", ""), "", "", "", List.of(), receiving, sending, secret);
    }

    private Plan read(MailboxDraft draft) {
        Optional<Plan> plan = reader.read(draft, faults);
        assertThat(faults.all()).isEmpty();
        return plan.orElseThrow();
    }

    private static String text(ChannelSettings settings) {
        return settings.protocol().name().toLowerCase(Locale.ROOT) + " " + settings.endpoint() + " "
                + settings.endpoint().security().name().toLowerCase(Locale.ROOT) + " " + settings.username();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} -> {4}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            nullValues = "null",
            value = {
                "''   | m.example.com  | ''   | ''       | imap m.example.com:993 tls",
                "pop3 | m.example.com  | ''   | ''       | pop3 m.example.com:995 tls",
                "imap | m.example.com  | ''   | starttls | imap m.example.com:143 starttls",
                "pop3 | m.example.com  | ''   | starttls | pop3 m.example.com:110 starttls",
                "imap | m.example.com  | 143  | ''       | imap m.example.com:143 starttls",
                "imap | m.example.com  | 1143 | ''       | imap m.example.com:1143 tls",
                "imap | m.example.com  | 993  | starttls | imap m.example.com:993 starttls",
                "IMAP | M.Example.com. | ' 993 ' | TLS   | imap m.example.com:993 tls",
                "imap | 127.0.0.1      | 10143 | none    | imap 127.0.0.1:10143 none",
                "imap | localhost      | ''   | none     | imap localhost:143 none",
            })
    void whatIsLeftOutOfReceivingGoesWithoutSaying(
            String protocol, String host, String port, String security, String expected) {
        Plan plan = read(draft(
                "Anna@Example.com", Optional.of(channel(protocol, host, port, security)), Optional.empty(), SECRET));
        assertThat(plan.channels()).containsOnlyKeys(Direction.RECEIVING);
        assertThat(plan.channels().values())
                .extracting(DraftReaderTest::text)
                .containsExactly(expected + " anna@example.com");
    }

    @ParameterizedTest(name = "{0} {1} {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "m.example.com | ''  | ''       | smtp m.example.com:465 tls",
                "m.example.com | ''  | starttls | smtp m.example.com:587 starttls",
                "m.example.com | 587 | ''       | smtp m.example.com:587 starttls",
                "m.example.com | 25  | ''       | smtp m.example.com:25 starttls",
                "m.example.com | 465 | ''       | smtp m.example.com:465 tls",
            })
    void whatIsLeftOutOfSendingGoesWithoutSaying(String host, String port, String security, String expected) {
        Plan plan = read(
                draft("anna@example.com", Optional.empty(), Optional.of(channel("", host, port, security)), SECRET));
        assertThat(plan.channels().values())
                .extracting(DraftReaderTest::text)
                .containsExactly(expected + " anna@example.com");
    }

    @Test
    void aKnownProviderNeedsNoServers() {
        Plan plan = read(draft("anna@gmail.com", Optional.empty(), Optional.empty(), SECRET));
        assertThat(plan.channels().values())
                .extracting(settings -> settings.protocol() + " " + settings.endpoint())
                .containsExactly("IMAP imap.gmail.com:993", "SMTP smtp.gmail.com:465");
    }

    @Test
    void aKnownProviderFillsAHostThatWasLeftOut() {
        Plan plan = read(draft("anna@gmail.com", Optional.of(channel("pop3", "", "", "")), Optional.empty(), SECRET));
        assertThat(plan.channels().values())
                .extracting(settings -> settings.protocol() + " " + settings.endpoint())
                .containsExactly("POP3 pop.gmail.com:995");
    }

    @Test
    void oneSidesServerTellsTheOthersProvider() {
        Plan plan = read(draft(
                "anna@example.com",
                Optional.of(channel("imap", "imap.gmail.com", "", "")),
                Optional.of(channel("smtp", "", "", "")),
                SECRET));
        assertThat(plan.channels().get(Direction.SENDING))
                .satisfies(sending -> assertThat(sending.endpoint().host()).isEqualTo("smtp.gmail.com"));
    }

    @Test
    void aSideThatWasLeftOutBesideTheOtherStaysAway() {
        Plan plan = read(draft("anna@gmail.com", Optional.empty(), Optional.of(channel("smtp", "", "", "")), SECRET));
        assertThat(plan.channels()).containsOnlyKeys(Direction.SENDING);
    }

    @Test
    void aChannelsOwnSecretGoesBeforeTheCommonOne() {
        Secret relay = Secret.of("relay");
        Plan plan = read(draft(
                "anna@example.com",
                Optional.of(channel("", "m.example.com", "", "")),
                Optional.of(new ChannelDraft("", "m.example.com", "", "", "relay-user", Optional.of(relay))),
                SECRET));
        assertThat(plan.secrets())
                .containsEntry(Direction.RECEIVING, SECRET.orElseThrow())
                .containsEntry(Direction.SENDING, relay);
        assertThat(plan.channels().get(Direction.SENDING))
                .satisfies(sending -> assertThat(sending.username()).isEqualTo("relay-user"));
        assertThat(plan.channels().get(Direction.RECEIVING))
                .satisfies(receiving -> assertThat(receiving.protocol()).isEqualTo(Protocol.IMAP));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "jmap | m.example.com | ''    | ''   | receiving.protocol | The protocol for receiving is imap or pop3.",
                "smtp | m.example.com | ''    | ''   | receiving.protocol | The protocol for receiving is imap or pop3.",
                "''   | ''            | ''    | ''   | receiving.host     | Enter the host name of the mail server, like imap.example.com.",
                "''   | 'two words'   | ''    | ''   | receiving.host     | A host name has no spaces; enter it like imap.example.com.",
                "''   | m.example.com | 0     | ''   | receiving.port     | The port is a number from 1 to 65535, most likely 993.",
                "''   | m.example.com | 65536 | ''   | receiving.port     | The port is a number from 1 to 65535, most likely 993.",
                "pop3 | m.example.com | -1    | ''   | receiving.port     | The port is a number from 1 to 65535, most likely 995.",
                "''   | m.example.com | 993.0 | ''   | receiving.port     | The port is a number from 1 to 65535, most likely 993.",
                "''   | m.example.com | imap  | ''   | receiving.port     | The port is a number from 1 to 65535, most likely 993.",
                "''   | m.example.com | ''    | ssl  | receiving.security | The security is tls, starttls or none.",
            })
    void aFaultIsToldWithItsFieldAndASentence(
            String protocol, String host, String port, String security, String field, String sentence) {
        Optional<ChannelDraft> receiving = Optional.of(channel(protocol, host, port, security));
        assertThat(reader.read(draft("anna@example.com", receiving, Optional.empty(), SECRET), faults))
                .isEmpty();
        assertThat(faults.all()).containsExactly(new FieldError(field, sentence));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        MailboxDraft draft = new MailboxDraft(
                "not an address",
                new PersonName("x".repeat(201), ""),
                "",
                "",
                "",
                List.of(),
                Optional.of(channel("jmap", "https://m.example.com", "0", "ssl")),
                Optional.of(channel("imap", "", "", "")),
                Optional.empty());
        assertThat(reader.read(draft, faults)).isEmpty();
        assertThat(faults.all())
                .extracting(FieldError::field)
                .containsExactly(
                        "name.first",
                        "address",
                        "receiving.protocol",
                        "receiving.host",
                        "receiving.security",
                        "receiving.port",
                        "sending.protocol",
                        "sending.host",
                        "secret");
    }

    @Test
    void withoutServersAnUnknownDomainIsAskedForThem() {
        reader.read(draft("anna@example.com", Optional.empty(), Optional.empty(), SECRET), faults);
        assertThat(faults.all())
                .containsExactly(
                        new FieldError(
                                "receiving",
                                "Enter the server for receiving, for sending, or both: the servers of example.com are not known, and none were found."));
    }

    @Test
    void noEncryptionIsForAllowedNetworksOnly() {
        Optional<ChannelDraft> outside = Optional.of(channel("imap", "192.0.2.1", "143", "none"));
        reader.read(draft("anna@example.com", outside, Optional.empty(), SECRET), faults);
        assertThat(faults.all()).extracting(FieldError::field).containsExactly("receiving.security");
    }

    @Test
    void aMissingSecretIsAskedForWhereItIsMissing() {
        Optional<ChannelDraft> receiving = Optional.of(channel("", "m.example.com", "", ""));
        Optional<ChannelDraft> sending =
                Optional.of(new ChannelDraft("", "m.example.com", "", "", "", Optional.of(Secret.of("relay"))));
        reader.read(draft("anna@example.com", receiving, sending, Optional.empty()), faults);
        assertThat(faults.all()).containsExactly(new FieldError("receiving.secret", "Enter the password."));
    }

    @ParameterizedTest
    @CsvSource({"'', Enter the password.", "'two\nlines', line break", "'nul\u0000', null", "'return\r', line break"})
    void aSecretThatNoServerTakesIsRefusedWithoutBeingShown(String typed, String sentence) {
        Optional<ChannelDraft> receiving = Optional.of(channel("", "m.example.com", "", ""));
        reader.read(draft("anna@example.com", receiving, Optional.empty(), Optional.of(Secret.of(typed))), faults);
        assertThat(faults.all()).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("secret");
            assertThat(fault.message()).contains(sentence).doesNotContain("two", "return\r");
        });
    }

    @Test
    void aSecretIsNeverTrimmedAndFitsInFourKibibytes() {
        Optional<ChannelDraft> receiving = Optional.of(channel("", "m.example.com", "", ""));
        Secret blanks = Secret.of("  p\u00e4ss word\t ");
        assertThat(read(draft("anna@example.com", receiving, Optional.empty(), Optional.of(blanks)))
                        .secrets())
                .containsEntry(Direction.RECEIVING, blanks);
        Optional<Secret> tooLong = Optional.of(Secret.of("x".repeat(4_097)));
        reader.read(draft("anna@example.com", receiving, Optional.empty(), tooLong), faults);
        assertThat(faults.all())
                .containsExactly(new FieldError("secret", "A password may have at most 4,096 bytes; this is longer."));
    }
}
