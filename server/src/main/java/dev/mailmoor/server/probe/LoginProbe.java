package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.diagnosis.Foresight;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.Optional;

/** Signs in once and has the outcome interpreted. */
class LoginProbe implements Probe {
    private final MailLogin login;
    private final Diagnostician diagnostician;
    private final Providers providers;
    private final Foresight foresight;

    LoginProbe(MailLogin login, Diagnostician diagnostician, Providers providers) {
        this.login = login;
        this.diagnostician = diagnostician;
        this.providers = providers;
        this.foresight = new Foresight(providers);
    }

    @Override
    public Diagnosis check(String address, ChannelSettings settings, Secret secret) {
        Optional<String> sender = Optional.of(address).filter(own -> settings.protocol() == Protocol.SMTP);
        Outcome outcome = login.attempt(
                new LoginRequest(settings.protocol(), settings.endpoint(), settings.username(), secret, sender));
        Diagnosis diagnosis =
                diagnostician.diagnose(outcome, provider(address, settings).id());
        return foresight.with(
                diagnosis, new Foresight.Draft(address, settings.endpoint().host(), secret));
    }

    /** A server says more than a domain: many companies have theirs at one of the large providers. */
    private Provider provider(String address, ChannelSettings settings) {
        Provider byHost = providers.byHost(settings.endpoint().host());
        return byHost.id().equals("custom") ? providers.byAddress(address) : byHost;
    }
}
