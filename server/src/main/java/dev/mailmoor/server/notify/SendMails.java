package dev.mailmoor.server.notify;

import dev.mailmoor.protocol.smtp.Handover;
import dev.mailmoor.protocol.smtp.Handover.Part;
import dev.mailmoor.server.diagnosis.Diagnostician;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands what is due to the relay. A mail is claimed, composed, handed over and marked; a process that dies leaves its claim,
 * which ends after a minute, and another sends it. Only what was handed over and not marked goes twice, under the same
 * Message-ID: nobody can know in that moment whether the relay took it.
 */
@Component
class SendMails {
    static final int LEASE_SECONDS = 60;
    private static final int BATCH = 20;
    /** A relay that takes longer for a batch is visited anew for the rest. */
    private static final Duration VISIT = Duration.ofMinutes(2);

    private static final int NOT_YET_SECONDS = 2;
    private static final Duration KEEP_EVERY = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);

    private final PostgresOutbox outbox;
    private final Composing composing;
    private final MarkSent marking;
    private final Diagnostician diagnostician;
    private final Clock clock;
    private final AtomicBoolean failing = new AtomicBoolean();

    SendMails(PostgresOutbox outbox, Composing composing, MarkSent marking, Diagnostician diagnostician, Clock clock) {
        this.outbox = outbox;
        this.composing = composing;
        this.marking = marking;
        this.diagnostician = diagnostician;
        this.clock = clock;
    }

    /** What a killed process had claimed need not wait for the end of its claim. */
    void takeOver() {
        outbox.endClaims();
    }

    /** True when there may be more. */
    boolean turn(Relay relay) {
        List<OutgoingMail> batch = outbox.claim(BATCH, LEASE_SECONDS);
        if (batch.isEmpty()) {
            return false;
        }
        try (Relay.Visit visit = relay.visit()) {
            Iterator<OutgoingMail> mails = batch.iterator();
            boolean well = true;
            long until = System.nanoTime() + VISIT.toNanos();
            while (mails.hasNext()) {
                OutgoingMail mail = mails.next();
                if (well && System.nanoTime() - until < 0) {
                    well = send(mail, visit);
                } else {
                    outbox.release(mail);
                }
            }
            return well;
        }
    }

    /** False when the relay is not to be had: the others need not try. */
    private boolean send(OutgoingMail mail, Relay.Visit visit) {
        try {
            return switch (composing.compose(mail)) {
                case Composing.Ready ready ->
                    !outbox.renew(mail, LEASE_SECONDS) || settle(mail, ready, handed(mail, ready, visit));
                case Composing.NothingLeft(String why) -> {
                    outbox.withdrawn(mail, why);
                    yield true;
                }
                case Composing.NotYet _ -> {
                    outbox.later(mail, clock.instant().plusSeconds(NOT_YET_SECONDS), "");
                    yield true;
                }
            };
        } catch (RuntimeException e) {
            LOG.warn("A notice could not be sent; it will be tried again", e);
            later(mail, "A fault of ours; see the log.");
            return true;
        }
    }

    /** A relay may take minutes to answer (RFC 5321 §4.5.3.2.6): the claim holds for as long. */
    private Handover handed(OutgoingMail mail, Composing.Ready ready, Relay.Visit visit) {
        try (KeptClaim _ = new KeptClaim(() -> outbox.renew(mail, LEASE_SECONDS), KEEP_EVERY)) {
            return visit.hand(ready.envelope());
        }
    }

    private boolean settle(OutgoingMail mail, Composing.Ready ready, Handover outcome) {
        return switch (outcome) {
            case Handover.Accepted _ -> {
                marking.sent(mail, ready);
                well();
                yield true;
            }
            case Handover.Refused refused -> {
                ready.by().notTaken(mail, ready.tells());
                String why = "The relay refused it: " + refused.reply().text();
                if (refused.forGood() && refused.part() != Part.SENDER) {
                    outbox.failed(mail, why);
                } else {
                    later(mail, why);
                }
                yield true;
            }
            case Handover.Unknown(var what) -> {
                String why = "The relay may have taken it, but broke off before it said so: " + sentence(what);
                Patience.afterNoAnswer(mail, clock.instant())
                        .ifPresentOrElse(at -> outbox.unanswered(mail, at, why), () -> outbox.failed(mail, why));
                yield false;
            }
            case Handover.Failed(var what) -> {
                ready.by().notTaken(mail, ready.tells());
                String why = "The relay was not to be had: " + sentence(what);
                if (failing.compareAndSet(false, true)) {
                    LOG.warn("Notices cannot be sent. {}", why);
                }
                later(mail, why);
                yield false;
            }
        };
    }

    private void well() {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Notices are sent again");
        }
    }

    private String sentence(dev.mailmoor.protocol.Outcome what) {
        return diagnostician.diagnose(what, "custom").summary();
    }

    private void later(OutgoingMail mail, String why) {
        Patience.next(mail, clock.instant())
                .ifPresentOrElse(at -> outbox.later(mail, at, why), () -> outbox.failed(mail, why));
    }
}
