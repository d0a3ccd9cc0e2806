package dev.mailmoor.server.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a restore the rows carry transaction ids of the server they came from, which may lie in the future of this one:
 * followers would wait for them, and step over what is new. Then all rows go to the very beginning, in the order of their
 * numbers, and each follower to before the first event that it had not seen; some may come twice, none is missed.
 */
@Component
class JournalInANewDatabase implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(JournalInANewDatabase.class);
    private static final long TURN = 0x6d6f_6f72_0002L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JournalInANewDatabase(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(:turn)")
                    .param("turn", TURN)
                    .query((_, _) -> 1)
                    .list();
            if (comesFromElsewhere()) {
                settle();
                LOG.info("The journal was restored from another server; its order was settled anew");
            }
        });
    }

    private boolean comesFromElsewhere() {
        return jdbc.sql("""
                select exists (select from journal_event where xid >= pg_snapshot_xmax(pg_current_snapshot()))
                    or exists (select from journal_follower where xid > pg_snapshot_xmax(pg_current_snapshot()))
                """).query(Boolean.class).single();
    }

    private void settle() {
        jdbc.sql("""
                update journal_follower f set xid = '1'::xid8, seq = coalesce(
                  (select min(e.seq) - 1 from journal_event e where (e.xid, e.seq) > (f.xid, f.seq)),
                  (select max(e.seq) from journal_event e), 0)
                """).update();
        jdbc.sql("update journal_event set xid = '1'::xid8").update();
    }
}
