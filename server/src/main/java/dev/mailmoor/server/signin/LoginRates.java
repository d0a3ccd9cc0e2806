package dev.mailmoor.server.signin;

import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.settings.Settings.MailServers;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How many logins a second a server gets: as configured, else as its provider likes it, else ten. */
@Component
class LoginRates {
    private static final double COMMON = 10;
    private static final double NANOS = 1e9;

    private final Optional<Double> configured;
    private final Providers providers;

    @Autowired
    LoginRates(Settings settings, Providers providers) {
        this(settings.mailServers(), providers);
    }

    LoginRates(MailServers mailServers, Providers providers) {
        this.configured = mailServers.loginsPerSecond();
        this.providers = providers;
    }

    /** The time between two logins. */
    Duration spacing(String serverKey) {
        double perSecond = configured.orElseGet(() -> byProvider(serverKey));
        return Duration.ofNanos(Math.round(NANOS / perSecond));
    }

    private double byProvider(String serverKey) {
        Provider provider = providers.byHost(serverKey.substring(0, serverKey.lastIndexOf(':')));
        return provider.loginsPerSecond().map(Integer::doubleValue).orElse(COMMON);
    }
}
