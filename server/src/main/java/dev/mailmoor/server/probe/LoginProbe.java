package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.diagnosis.Foresight;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.provider.Quirk;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.TokenTrouble;
import dev.mailmoor.server.signin.Tokens;
import dev.mailmoor.server.signin.Tokens.Access;
import java.util.Optional;

/** Signs in once and has the outcome interpreted. */
class LoginProbe implements Probe {
    private final MailLogin login;
    private final Diagnostician diagnostician;
    private final Providers providers;
    private final Foresight foresight;
    private final TokenTroubles troubles;
    private final PopTurns turns = new PopTurns();

    LoginProbe(MailLogin login, Diagnostician diagnostician, Providers providers, TokenTroubles troubles) {
        this.login = login;
        this.diagnostician = diagnostician;
        this.providers = providers;
        this.troubles = troubles;
        this.foresight = new Foresight(providers);
    }

    @Override
    public Diagnosis check(String address, ChannelSettings settings, Secret secret) {
        Diagnosis diagnosis = attempt(address, settings, Credentials.password(settings.username(), secret));
        return foresight.with(
                diagnosis, new Foresight.Draft(address, settings.endpoint().host(), secret));
    }

    @Override
    public Diagnosis check(String address, ChannelSettings settings, SignIn signIn) {
        return switch (signIn) {
            case SignIn.Ready(Secret secret) -> check(address, settings, secret);
            case SignIn.NotReady(String reason) -> NotReadyDiagnosis.of(settings, reason);
            case SignIn.ByToken(Tokens tokens) -> byToken(address, settings, tokens);
        };
    }

    private Diagnosis byToken(String address, ChannelSettings settings, Tokens tokens) {
        return switch (tokens.now()) {
            case Access.Troubled(TokenTrouble trouble) -> troubles.diagnosis(settings, trouble);
            case Access.Usable(Secret token) -> {
                Diagnosis first = attempt(address, settings, Credentials.bearerToken(settings.username(), token));
                yield refusesToken(first) ? again(address, settings, first, tokens.insteadOf(token), token) : first;
            }
        };
    }

    private static boolean refusesToken(Diagnosis diagnosis) {
        return diagnosis.stage().equals("auth")
                && diagnosis
                        .finding()
                        .filter(found -> found.leadsTo() == CauseClass.LOGIN)
                        .isPresent();
    }

    // Allowed ParameterNumber: one attempt and what came of the one before it.
    private Diagnosis again(String address, ChannelSettings settings, Diagnosis first, Access access, Secret refused) {
        return switch (access) {
            case Access.Troubled(TokenTrouble trouble) -> troubles.diagnosis(settings, trouble);
            case Access.Usable(Secret fresh) ->
                fresh.equals(refused)
                        ? first
                        : attempt(address, settings, Credentials.bearerToken(settings.username(), fresh));
        };
    }

    private Diagnosis attempt(String address, ChannelSettings settings, Credentials credentials) {
        Optional<String> sender = Optional.of(address).filter(own -> settings.protocol() == Protocol.SMTP);
        LoginRequest usual = new LoginRequest(settings.protocol(), settings.endpoint(), credentials, sender);
        Provider provider = provider(address, settings);
        LoginRequest request = provider.has(Quirk.ID_BEFORE_SELECT) ? usual.introduced() : usual;
        return diagnostician.diagnose(turns.taking(request, login), provider.id());
    }

    /** A server says more than a domain: many companies have theirs at one of the large providers. */
    private Provider provider(String address, ChannelSettings settings) {
        Provider byHost = providers.byHost(settings.endpoint().host());
        return byHost.id().equals("custom") ? providers.byAddress(address) : byHost;
    }
}
