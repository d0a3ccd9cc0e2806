package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.MailAddress;
import dev.mailmoor.protocol.autoconfig.MozillaConfig;
import dev.mailmoor.protocol.autoconfig.MxRecords;
import dev.mailmoor.protocol.autoconfig.NameRecords;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.protocol.autoconfig.SrvService;
import dev.mailmoor.server.discovery.HttpsFetch.Fetched;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Looks at what a domain publishes about its mail servers: autoconfig files and DNS records. */
final class PublishedSettings {
    private final HttpsFetch web;
    private final NameRecords records;

    PublishedSettings(HttpsFetch web, NameRecords records) {
        this.web = web;
        this.records = records;
    }

    List<Callable<Look>> looks(MailAddress address, Deadline deadline) {
        Stream<Callable<Look>> files =
                MozillaConfig.places(address).stream().map(place -> () -> file(place, address, deadline));
        Stream<Callable<Look>> services =
                Stream.of(SrvService.values()).map(service -> () -> service(service, address));
        return Stream.concat(files, services).toList();
    }

    private Look file(URI place, MailAddress address, Deadline deadline) {
        String shown = shown(place);
        return switch (web.get(place, deadline)) {
            case Fetched.Document(byte[] bytes) -> {
                List<FoundServer> servers = MozillaConfig.read(bytes, address, shown);
                yield Look.of(servers, Asked.found(Source.AUTOCONFIG, shown, servers.size()));
            }
            case Fetched.Nothing(String why) -> Look.of(List.of(), new Asked(Source.AUTOCONFIG, shown, why));
        };
    }

    /** Without the query, which holds the address. */
    static String shown(URI place) {
        return place.getScheme() + "://" + place.getHost() + place.getPath();
    }

    private Look service(SrvService service, MailAddress address) {
        String name = service.name(address);
        return switch (records.find(name, "SRV")) {
            case NameRecords.Answer.Records(List<String> texts)
            when texts.isEmpty() -> Look.of(List.of(), new Asked(Source.SRV, name, "no records"));
            case NameRecords.Answer.Records(List<String> texts) -> {
                List<FoundServer> servers = service.found(texts, address);
                yield Look.of(
                        servers,
                        servers.isEmpty()
                                ? new Asked(Source.SRV, name, "not offered")
                                : Asked.found(Source.SRV, name, servers.size()));
            }
            case NameRecords.Answer.Failed _ -> Look.of(List.of(), new Asked(Source.SRV, name, "DNS did not answer"));
        };
    }

    /** The hosts that take the domain's mail in, the preferred first. */
    List<String> exchangers(MailAddress address) {
        return switch (records.find(address.domain(), "MX")) {
            case NameRecords.Answer.Records(List<String> texts) -> MxRecords.hosts(texts);
            case NameRecords.Answer.Failed _ -> List.of();
        };
    }
}
