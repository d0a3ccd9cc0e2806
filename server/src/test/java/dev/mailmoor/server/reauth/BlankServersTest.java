package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.testing.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers that were left blank are those that discovery finds. */
class BlankServersTest {
    private final Providers providers = Providers.bundled();
    private final List<String> lookedFor = new ArrayList<>();
    private final List<FoundServer> servers = new ArrayList<>();
    private final Faults faults = new Faults();

    private void found(Protocol protocol, String host, int port, TlsMode security) {
        servers.add(new FoundServer(protocol, new Endpoint(host, port, security), "anna", Source.SRV, "here"));
    }

    private Optional<Plan> read(Optional<ChannelDraft> receiving, Optional<ChannelDraft> sending) {
        Discovery discovery = address -> {
            lookedFor.add(address);
            return new Discovered(servers, providers.byId("custom"), List.of());
        };
        return reader(discovery).read(draft(receiving, sending), faults);
    }

    private DraftReader reader(Discovery discovery) {
        return new DraftReader(
                TestSettings.on(new DatabaseAddress("jdbc:postgresql://unused/", "nobody", Secret.of("x"))),
                providers,
                discovery);
    }

    private static MailboxDraft draft(Optional<ChannelDraft> receiving, Optional<ChannelDraft> sending) {
        return new MailboxDraft(
                "anna@moor.example",
                new PersonName("", ""),
                "",
                "",
                "",
                List.of(),
                receiving,
                sending,
                Optional.of(Secret.of("x")));
    }

    private static Optional<ChannelDraft> channel(String protocol, String host, String port) {
        return Optional.of(new ChannelDraft(protocol, host, port, "", "", Optional.empty()));
    }

    private static String endpoint(Plan plan, Direction direction) {
        var settings = plan.channels().get(direction);
        return settings == null
                ? ""
                : settings.protocol() + " " + settings.endpoint() + " "
                        + settings.endpoint().security() + " " + settings.username();
    }

    @Test
    void withNeitherSideGivenBothAreFound() {
        found(Protocol.POP3, "pop.moor.example", 995, TlsMode.TLS);
        found(Protocol.SMTP, "smtp.moor.example", 587, TlsMode.STARTTLS);

        Plan plan = read(Optional.empty(), Optional.empty()).orElseThrow();

        assertThat(endpoint(plan, Direction.RECEIVING)).isEqualTo("POP3 pop.moor.example:995 TLS anna");
        assertThat(endpoint(plan, Direction.SENDING)).isEqualTo("SMTP smtp.moor.example:587 STARTTLS anna");
        assertThat(lookedFor).containsExactly("anna@moor.example");
    }

    @Test
    void aBlankHostIsFoundForItsProtocolAndPort() {
        found(Protocol.IMAP, "imap.moor.example", 993, TlsMode.TLS);
        found(Protocol.IMAP, "imap.moor.example", 143, TlsMode.STARTTLS);

        Plan plan = read(channel("imap", "", "143"), Optional.empty()).orElseThrow();

        assertThat(endpoint(plan, Direction.RECEIVING)).isEqualTo("IMAP imap.moor.example:143 STARTTLS anna");
        assertThat(plan.channels()).containsOnlyKeys(Direction.RECEIVING);
    }

    @Test
    void serversThatWereNamedAreNotLookedFor() {
        Plan plan = read(channel("imap", "mail.moor.example", ""), channel("", "mail.moor.example", ""))
                .orElseThrow();

        assertThat(endpoint(plan, Direction.RECEIVING)).startsWith("IMAP mail.moor.example:993");
        assertThat(lookedFor).isEmpty();
    }

    @Test
    void whereNothingIsFoundThePersonIsAsked() {
        assertThat(read(Optional.empty(), Optional.empty())).isEmpty();
        assertThat(faults.all()).extracting(FieldError::field).containsExactly("receiving");
    }

    private Intent added(Optional<ChannelDraft> receiving, Optional<ChannelDraft> sending) {
        Discovery discovery = _ -> new Discovered(servers, providers.byId("custom"), List.of());
        return ReadMany.add(draft(receiving, sending), reader(discovery));
    }

    @Test
    void theBlankSideBesideANamedOneIsLookedFor() {
        found(Protocol.SMTP, "smtp.moor.example", 587, TlsMode.STARTTLS);
        assertThat(added(channel("", "mail.moor.example", ""), channel("", "", "")))
                .isInstanceOfSatisfying(Intent.Add.class, add -> {
                    assertThat(endpoint(add.plan(), Direction.SENDING)).startsWith("SMTP smtp.moor.example:587");
                    assertThat(add.note()).isEmpty();
                });
    }

    @Test
    void whereNothingIsFoundTheBlankSideIsLeftOutAndSaidSo() {
        assertThat(added(channel("", "mail.moor.example", ""), channel("", "", "")))
                .isInstanceOfSatisfying(Intent.Add.class, add -> {
                    assertThat(add.plan().channels()).containsOnlyKeys(Direction.RECEIVING);
                    assertThat(add.note()).contains("sending", "none was found");
                });
        assertThat(added(channel("", "mail.moor.example", ""), channel("", "", "587")))
                .as("somebody means it")
                .isInstanceOf(Intent.Invalid.class);
    }
}
