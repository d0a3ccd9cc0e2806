package dev.mailmoor.server.testing;

import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.discovery.Network;
import dev.mailmoor.server.settings.Settings;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Gives a context what {@code serve} gives it: settings and a database; and a clock that moves. */
final class FreshDatabase implements ApplicationContextInitializer<GenericApplicationContext> {
    @Override
    public void initialize(GenericApplicationContext context) {
        DatabaseAddress address = TestPostgres.freshDatabase();
        context.registerBean(DatabaseAddress.class, () -> address);
        context.registerBean(Settings.class, () -> TestSettings.on(address));
        context.registerBean(Network.class, NoNetwork::network, definition -> definition.setPrimary(true));
        context.registerBean(MovableClock.class, MovableClock::new, definition -> definition.setPrimary(true));
    }
}
