package dev.mailmoor.server.monitor;

import dev.mailmoor.server.probe.Probe;
import dev.mailmoor.server.signin.SignIns;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MonitorConfiguration {
    @Bean
    CheckLoop checkLoop(
            PostgresDueChannels due,
            Pacing pacing,
            JudgeObservations judging,
            Incidents incidents,
            CheckFigures figures,
            Clock clock,
            ObjectProvider<SignIns> signIns,
            ObjectProvider<Probe> probe) {
        return new CheckLoop(
                () -> new CheckDueChannels(new CheckDueChannels.Parts(
                        due, pacing, signIns.getObject(), probe.getObject(), judging, figures, clock)),
                () -> signIns.getIfAvailable() != null && probe.getIfAvailable() != null,
                new Housekeeping(incidents, figures, pacing, clock));
    }
}
