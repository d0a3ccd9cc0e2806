package dev.mailmoor.server.notify;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.server.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps this process sending, where a relay is configured: two senders, one that reminds and one that gathers. */
@Component
class NoticeLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeLoop.class);
    private static final int SENDERS = 2;
    private static final long LOOK_MILLIS = 1_000;

    private final Optional<Relay> relay;
    private final SendMails sending;
    private final TellOfLosses losses;
    private final GatherDigests digests;
    private final Wakeup wakeup;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    NoticeLoop(
            Settings settings,
            CertificateTrust trust,
            SendMails sending,
            TellOfLosses losses,
            GatherDigests digests,
            Wakeup wakeup) {
        this.relay = settings.notices().relay().map(one -> new SmtpRelay(one, trust));
        this.sending = sending;
        this.losses = losses;
        this.digests = digests;
        this.wakeup = wakeup;
    }

    @Override
    public void start() {
        running = true;
        relay.ifPresentOrElse(
                this::start,
                () -> LOG.warn("Nobody is told of lost logins by mail: MAILMOOR_NOTICE_SMTP_URL and"
                        + " MAILMOOR_NOTICE_FROM are not set"));
    }

    private void start(Relay to) {
        for (int i = 0; i < SENDERS; i++) {
            begin("notice-sender-" + i, () -> sending.turn(to));
        }
        begin("notice-reminders", losses::remind);
        begin("notice-digests", digests::gather);
    }

    private void begin(String name, BooleanSupplier turn) {
        threads.add(Thread.ofVirtual().name(name).start(() -> repeat(name, turn)));
    }

    private void repeat(String name, BooleanSupplier turn) {
        long heard = 0;
        try {
            while (running) {
                if (!safely(name, turn)) {
                    heard = wakeup.await(heard, LOOK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean safely(String name, BooleanSupplier turn) {
        try {
            return turn.getAsBoolean();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("{} could not go on; it will be tried again", name, e);
            }
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
