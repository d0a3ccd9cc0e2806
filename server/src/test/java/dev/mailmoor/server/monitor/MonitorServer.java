package dev.mailmoor.server.monitor;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.testing.TestSettings;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The service with a scripted probe, any secret ready, and the login budget lifted. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@Import(MonitorServer.Scripted.class)
@interface MonitorServer {
    @TestConfiguration(proxyBeanMethods = false)
    class Scripted {
        @Bean
        @Primary
        Settings settingsWithoutBudget(DatabaseAddress address) {
            Settings usual = TestSettings.on(address);
            Settings.MailServers servers = usual.mailServers();
            return new Settings(
                    usual.data(),
                    usual.web(),
                    usual.database(),
                    usual.bootstrap(),
                    new Settings.MailServers(
                            servers.allowedNetworks(),
                            servers.trustedCertificates(),
                            servers.connectTimeout(),
                            servers.readTimeout(),
                            Optional.of(1_000_000.0),
                            servers.postQuantum()),
                    usual.checks(),
                    usual.notices(),
                    usual.kek(),
                    usual.testClock());
        }

        @Bean
        @Primary
        ScriptedProbe scriptedProbe() {
            return new ScriptedProbe();
        }

        @Bean
        @Primary
        SignIns anySecretIsReady() {
            return targets -> targets.stream()
                    .collect(Collectors.toMap(target -> target.key(), _ -> new SignIn.Ready(Secret.of("secret"))));
        }

        @Bean
        MonitorParts monitorParts(
                JdbcClient jdbc,
                MovableClock clock,
                Monitor monitor,
                Mailboxes mailboxes,
                CheckLoop loop,
                CheckDueChannels.Parts checking,
                Incidents incidents,
                TransactionTemplate transaction) {
            return new MonitorParts(
                    jdbc,
                    clock,
                    (ScriptedProbe) checking.probe(),
                    monitor,
                    mailboxes,
                    loop,
                    checking,
                    incidents,
                    transaction);
        }
    }
}
