package dev.mailmoor.server.monitor;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** The database does not answer: told once when it begins and once when it is over. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean open = new AtomicBoolean();

    /** It may pass, and what was tried may be tried again. */
    static boolean is(RuntimeException e) {
        return e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof TransactionException;
    }

    void met(RuntimeException e) {
        if (!is(e)) {
            LOG.error("The checks met a fault", e);
        } else if (open.compareAndSet(false, true)) {
            LOG.warn("The database does not answer; checks wait for it ({})", e.getMessage());
        }
    }

    void over() {
        if (open.compareAndSet(true, false)) {
            LOG.info("The database answers again; checks go on");
        }
    }
}
