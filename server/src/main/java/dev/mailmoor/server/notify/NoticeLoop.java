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
        boolean well = true;
        try {
            while (running) {
                Turn came = safely(turn);
                if (came instanceof Turn.Failed(RuntimeException why) && well && running) {
                    LOG.warn("{} cannot go on; it is tried again every second", name, why);
                }
                well = !(came instanceof Turn.Failed);
                if (!(came instanceof Turn.More)) {
                    heard = wakeup.await(heard, LOOK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came of one turn. */
    private sealed interface Turn {
        record More() implements Turn {}

        record Idle() implements Turn {}

        record Failed(RuntimeException why) implements Turn {}
    }

    private static Turn safely(BooleanSupplier turn) {
        try {
            return turn.getAsBoolean() ? new Turn.More() : new Turn.Idle();
        } catch (RuntimeException e) {
            return new Turn.Failed(e);
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
