package dev.mailmoor.server.settings;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.wire.Cidr;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of one process, checked whole before anything starts.
 *
 * @param database an external PostgreSQL; empty means the embedded one in the data folder
 * @param testClock the API may move the service's time
 */
public record Settings(
        Path data,
        Web web,
        Optional<ExternalDatabase> database,
        Bootstrap bootstrap,
        MailServers mailServers,
        Checks checks,
        Notices notices,
        KeySource kek,
        boolean testClock) {

    /**
     * Where the service listens and how it is reached.
     *
     * @param publicUrl base of links, without a slash at its end
     * @param trustedProxies whose forwarded headers count
     */
    public record Web(int port, String bind, URI publicUrl, List<Cidr> trustedProxies, Optional<URI> supportUrl) {}

    /** @param jdbcUrl {@code jdbc:postgresql://…}, without user and password */
    public record ExternalDatabase(String jdbcUrl, Optional<String> user, Optional<Secret> password) {}

    /** What a new database begins with; on a database that is not new it is ignored. */
    public record Bootstrap(Optional<Secret> apiKey, Optional<Owner> owner) {
        /** The first owner's sign-in. */
        public record Owner(String email, Secret password) {}
    }

    /**
     * How mail servers are reached.
     *
     * @param allowedNetworks non-public addresses that may be connected to
     * @param trustedCertificates PEM file of further CAs
     * @param connectTimeout for resolving and connecting
     * @param readTimeout for each later stage
     * @param loginsPerSecond budget of each server; empty means the provider's, or 10
     * @param postQuantum whether the first key share offered is post-quantum
     */
    public record MailServers(
            List<Cidr> allowedNetworks,
            Optional<Path> trustedCertificates,
            Duration connectTimeout,
            Duration readTimeout,
            Optional<Double> loginsPerSecond,
            boolean postQuantum) {}

    /**
     * When channels are checked.
     *
     * @param confirmDelay D of the contract's section 4
     * @param incidentMax how long an incident holds back at most
     */
    public record Checks(
            Duration imapInterval,
            Duration pop3Interval,
            Duration sendingInterval,
            Duration confirmDelay,
            Duration incidentMax) {}

    /**
     * How notices leave.
     *
     * @param relay empty: no notice can be sent
     * @param from whom they come from
     */
    public record Notices(Optional<Relay> relay, Optional<String> from) {
        public static final Notices NONE = new Notices(Optional.empty(), Optional.empty());
    }

    /**
     * The operator's own mail server.
     *
     * @param login empty: it takes mail from us without one
     */
    public record Relay(TlsMode security, String host, int port, Optional<Login> login) {
        public record Login(String user, Secret password) {}
    }
}
