package dev.mailmoor.server.notify;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.server.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
    private static final Duration LAST_ONES = Duration.ofSeconds(4);

    private final Optional<Relay> relay;
    private final boolean alone;
    private final SendMails sending;
    private final TellOfLosses losses;
    private final GatherDigests digests;
    private final Wakeup wakeup;
    private @Nullable Run run;

    NoticeLoop(
            Settings settings,
            CertificateTrust trust,
            SendMails sending,
            TellOfLosses losses,
            GatherDigests digests,
            Wakeup wakeup) {
        this.relay = settings.notices().relay().map(one -> new SmtpRelay(one, trust));
        // An embedded database has one process at a time.
        this.alone = settings.database().isEmpty();
        this.sending = sending;
        this.losses = losses;
        this.digests = digests;
        this.wakeup = wakeup;
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
            relay.ifPresentOrElse(
                    run::begin,
                    () -> LOG.warn("Nobody is told of lost logins by mail: MAILMOOR_NOTICE_SMTP_URL and"
                            + " MAILMOOR_NOTICE_FROM are not set"));
        }
    }

    @Override
    public synchronized void stop() {
        if (run != null) {
            run.end();
            run = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return run != null;
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

    /** From a start to the stop after it. */
    private final class Run {
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean going = true;

        void begin(Relay to) {
            if (alone) {
                sending.takeOver();
            }
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
                while (going) {
                    Turn came = safely(turn);
                    if (came instanceof Turn.Failed(RuntimeException why) && well && going) {
                        LOG.warn("{} cannot go on; it is tried again every second", name, why);
                    }
                    well = !(came instanceof Turn.Failed);
                    if (going && !(came instanceof Turn.More)) {
                        heard = wakeup.await(heard, LOOK_MILLIS);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Nobody is interrupted: that would break off what the database is asked at this moment. */
        void end() {
            going = false;
            wakeup.wake();
            long until = System.nanoTime() + LAST_ONES.toNanos();
            try {
                for (Thread thread : threads) {
                    thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
