package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.MailAddress;
import dev.mailmoor.protocol.autoconfig.Ranking;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.provider.Quirk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The table first, which needs no network. Else what the domain publishes, all at once; and only for what is then still
 * missing, Autodiscover and guesses, for these tell more strangers that somebody asks.
 */
final class NetworkDiscovery implements Discovery {
    private static final Duration OVERALL = Duration.ofSeconds(10);
    private static final Duration PUBLISHED = Duration.ofMillis(6_500);

    private final Providers providers;
    private final PublishedSettings published;
    private final AutodiscoverTalk autodiscover;
    private final UsualNames usualNames;

    NetworkDiscovery(Providers providers, Network network) {
        HttpsFetch web = new HttpsFetch(network.web());
        this.providers = providers;
        this.published = new PublishedSettings(web, network.records());
        this.autodiscover = new AutodiscoverTalk(web);
        this.usualNames = new UsualNames(new Listeners(network.guard()));
    }

    @Override
    public Discovered discover(String text) {
        MailAddress address = MailAddress.of(text);
        Provider known = providers.byAddress(text);
        return known.isCustom() ? published(address) : fromTheTable(known, address);
    }

    /** Some have no servers at all: then their guidance says so. */
    private static Discovered fromTheTable(Provider known, MailAddress address) {
        List<FoundServer> servers = servers(known, address, Source.PROVIDER_TABLE);
        return new Discovered(
                Ranking.bestFirst(servers),
                known,
                List.of(Asked.found(Source.PROVIDER_TABLE, known.name(), servers.size())));
    }

    private Discovered published(MailAddress address) {
        Deadline deadline = Deadline.in(OVERALL);
        List<Callable<Look>> first = new ArrayList<>(published.looks(address, deadline.within(PUBLISHED)));
        first.add(() -> exchangers(address));
        List<Look> looks = new ArrayList<>(Together.look(first, deadline.within(PUBLISHED)));
        List<Callable<Look>> second = stillMissing(address, looks, deadline);
        if (!second.isEmpty()) {
            looks.addAll(Together.look(second, deadline));
        }
        List<FoundServer> servers = Ranking.bestFirst(servers(looks));
        return new Discovered(
                servers,
                provider(looks, servers),
                looks.stream().flatMap(look -> look.asked().stream()).toList());
    }

    private List<Callable<Look>> stillMissing(MailAddress address, List<Look> looks, Deadline deadline) {
        List<FoundServer> found = servers(looks);
        boolean sending = found.stream().anyMatch(server -> server.protocol() == Protocol.SMTP);
        boolean receiving = found.stream().anyMatch(server -> server.protocol() != Protocol.SMTP);
        List<Callable<Look>> further = new ArrayList<>();
        if (!sending || !receiving) {
            further.addAll(autodiscover.looks(address, deadline));
        }
        if (!receiving) {
            further.addAll(usualNames.looks(address, Protocol.IMAP, deadline));
            further.addAll(usualNames.looks(address, Protocol.POP3, deadline));
        }
        if (!sending) {
            further.addAll(usualNames.looks(address, Protocol.SMTP, deadline));
        }
        return further;
    }

    private static List<FoundServer> servers(List<Look> looks) {
        return looks.stream().flatMap(look -> look.servers().stream()).toList();
    }

    private Look exchangers(MailAddress address) {
        List<String> hosts = published.exchangers(address);
        Optional<Provider> provider = hosts.stream()
                .map(providers::byExchanger)
                .filter(known -> !known.isCustom())
                .findFirst();
        String first = hosts.stream().findFirst().orElse("no records");
        return new Look(
                provider.map(known -> servers(known, address, Source.MX)).orElse(List.of()),
                Optional.of(new Asked(
                        Source.MX,
                        address.domain(),
                        first + provider.map(known -> ", " + known.name()).orElse(""))),
                provider);
    }

    private Provider provider(List<Look> looks, List<FoundServer> servers) {
        Stream<Provider> told = looks.stream().flatMap(look -> look.provider().stream());
        Stream<Provider> byHost = servers.stream()
                .map(server -> providers.byHost(server.endpoint().host()));
        return Stream.concat(told, byHost)
                .filter(provider -> !provider.isCustom())
                .findFirst()
                .orElseGet(() -> providers.byId("custom"));
    }

    private static List<FoundServer> servers(Provider provider, MailAddress address, Source source) {
        String username = provider.has(Quirk.LOCAL_PART_USERNAME) ? address.local() : address.toString();
        return Stream.of(Protocol.values())
                .flatMap(protocol -> provider.servers().of(protocol).stream()
                        .map(endpoint -> new FoundServer(protocol, endpoint, username, source, provider.name())))
                .toList();
    }
}
