package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.Optional;

/** Signs in once and has the outcome interpreted. */
class LoginProbe implements Probe {
    private final MailLogin login;
    private final Diagnostician diagnostician;
    private final Providers providers;

    LoginProbe(MailLogin login, Diagnostician diagnostician, Providers providers) {
        this.login = login;
        this.diagnostician = diagnostician;
        this.providers = providers;
    }

    @Override
    public Diagnosis check(String address, ChannelSettings settings, Secret secret) {
        Optional<String> sender = Optional.of(address).filter(own -> settings.protocol() == Protocol.SMTP);
        Outcome outcome = login.attempt(
                new LoginRequest(settings.protocol(), settings.endpoint(), settings.username(), secret, sender));
        return diagnostician.diagnose(outcome, provider(address, settings).id());
    }

    /** A server says more than a domain: many companies have theirs at one of the large providers. */
    private Provider provider(String address, ChannelSettings settings) {
        Provider byHost = providers.byHost(settings.endpoint().host());
        return byHost.id().equals("custom") ? providers.byAddress(address) : byHost;
    }
}
