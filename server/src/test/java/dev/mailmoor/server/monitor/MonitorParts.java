package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.testing.MovableClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a {@link MonitorStage} stands on. */
record MonitorParts(
        JdbcClient jdbc,
        MovableClock clock,
        ScriptedProbe probe,
        Monitor monitor,
        Mailboxes mailboxes,
        CheckLoop loop,
        CheckDueChannels.Parts checking,
        Incidents incidents,
        TransactionTemplate transaction) {}
