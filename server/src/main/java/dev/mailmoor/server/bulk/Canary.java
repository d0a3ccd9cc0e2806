package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.Stop;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.diagnosis.Diagnosis;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The first rows of a server go ahead; when all of them fail for a cause that is not theirs, the rest waits. */
final class Canary {
    static final int FIRST = 10;

    /** Of the class of lost logins, and yet of the server's settings. */
    private static final Set<Cause> OF_THE_SERVER =
            EnumSet.of(Cause.BASIC_AUTH_DISABLED, Cause.UNSUPPORTED_AUTH_MECHANISM);

    private final String servers;
    private int started;
    private int ended;
    private boolean open;
    private Optional<Stop> stop;

    /** @param before what an earlier run of this import found */
    Canary(String servers, Optional<Stop> before) {
        this.servers = servers;
        this.open = before.filter(Stop::allowed).isPresent();
        this.stop = before.filter(one -> !one.allowed());
    }

    /** How many of these may begin now. */
    synchronized int mayBegin(int wanted) {
        int may = open ? wanted : stop.isPresent() ? 0 : Math.min(wanted, FIRST - started);
        started += may;
        return may;
    }

    /** Those that were not begun after all. */
    synchronized void notBegun(int count) {
        started -= count;
    }

    /** @return the stop, when this was the row that decided it */
    synchronized Optional<Stop> ended(Collection<Diagnosis> tried) {
        ended++;
        Optional<Diagnosis> fault =
                tried.stream().filter(one -> !one.connected()).findFirst();
        boolean serversFault = fault.flatMap(Diagnosis::finding)
                .filter(finding -> finding.leadsTo() == CauseClass.PATH || OF_THE_SERVER.contains(finding.cause()))
                .isPresent();
        if (!serversFault) {
            open = true;
        }
        if (open || stop.isPresent() || ended < FIRST) {
            return Optional.empty();
        }
        Diagnosis last = fault.orElseThrow();
        stop = Optional.of(
                new Stop(servers, last.finding().orElseThrow().cause().word(), last.summary(), false));
        return stop;
    }

    synchronized void allow() {
        stop = Optional.empty();
        open = true;
    }

    synchronized boolean stopped() {
        return stop.isPresent();
    }
}
