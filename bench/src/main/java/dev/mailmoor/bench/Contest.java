package dev.mailmoor.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All peers at one stub, in turns, so that whatever else the machine does hits them alike. */
final class Contest implements AutoCloseable {
    private static final String OURS = "Mailmoor, BoringSSL";
    private static final String OURS_JDK = "Mailmoor, JDK TLS";
    private static final String ANGUS = "Angus Mail, JDK TLS";
    private static final String C = "C on OpenSSL";
    private static final String IMAPLIB = "Python imaplib";
    private static final String IMAPFLOW = "imapflow, Node.js";
    private static final double MOST_KIBIBYTES = 40;

    private final Stand stand;
    private final StubServer.Tickets tickets;
    private final Effort effort;
    private final OwnPeer ours;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Map<String, double[]> cpu = new LinkedHashMap<>();
    private final Map<String, StubServer.Seen> seen = new LinkedHashMap<>();

    /** Who takes part. */
    enum Field {
        /** What runs in this process. */
        OWN,
        ALL
    }

    Contest(Stand stand, StubServer.Tickets tickets, Effort effort, Field field)
            throws IOException, InterruptedException {
        this.stand = stand;
        this.tickets = tickets;
        this.effort = effort;
        this.ours = OwnPeer.boringSsl(stand);
        peers.put(OURS, ours);
        peers.put(OURS_JDK, OwnPeer.jdkTls(stand));
        peers.put(ANGUS, new AngusPeer(stand));
        if (field == Field.ALL) {
            addPrograms();
        }
    }

    private void addPrograms() throws IOException, InterruptedException {
        boolean resuming = tickets == StubServer.Tickets.TWO;
        add(C, ProgramPeer.c(stand, resuming ? ProgramPeer.Handshake.RESUMED : ProgramPeer.Handshake.FULL));
        add(IMAPLIB, ProgramPeer.imaplib(stand));
        add(IMAPFLOW, ProgramPeer.imapflow(stand));
    }

    /**
     * How much is done.
     *
     * @param warmUp checks by peers that are compiled while they run
     * @param warmUpAgain the same, once that was done
     */
    record Effort(int warmUp, int warmUpAgain, int rounds, int checks) {
        Effort warmAlready() {
            return new Effort(warmUpAgain, warmUpAgain, rounds, checks);
        }
    }

    private void add(String name, Optional<Peer> peer) {
        peer.ifPresentOrElse(
                present -> peers.put(name, present), () -> System.out.printf("  skipped: %s cannot run here%n", name));
    }

    void run() throws IOException {
        for (Peer peer : peers.values()) {
            peer.cpuMillisPerCheck(peer instanceof ProgramPeer ? Math.min(2_000, effort.warmUp) : effort.warmUp);
        }
        for (int round = 0; round < effort.rounds; round++) {
            for (Map.Entry<String, Peer> peer : peers.entrySet()) {
                measure(peer.getKey(), peer.getValue(), round);
            }
        }
        tell();
    }

    private void measure(String name, Peer peer, int round) throws IOException {
        StubServer.Seen before = stand.stub().seen();
        cpu.computeIfAbsent(name, _ -> new double[effort.rounds])[round] = peer.cpuMillisPerCheck(effort.checks);
        seen.merge(name, stand.stub().seen().since(before), StubServer.Seen::and);
    }

    private void tell() {
        System.out.printf(
                "  CPU-milliseconds of its process for each check; medians of %d interleaved rounds of %,d;%n"
                        + "  ours beside it: the median of the rounds' ratios%n",
                effort.rounds, effort.checks);
        cpu.forEach((name, millis) -> System.out.printf(
                Locale.ROOT,
                "    %-22s %7.3f   ours is %.2f of it   resumed at the server: %.0f %%%n",
                name,
                median(millis),
                ratio(name),
                seen.getOrDefault(name, StubServer.Seen.NOTHING).resumedShare() * 100));
        goals();
        System.out.println(Goal.atMost(MOST_KIBIBYTES, "KiB", "allocated on the heap for each check")
                .told(ours.allocatedPerCheck(effort.checks) / 1024));
    }

    private void goals() {
        if (tickets == StubServer.Tickets.TWO) {
            goal(ANGUS, 0.27);
        } else {
            goal(ANGUS, 0.28);
            goal(IMAPFLOW, 0.18);
            goal(C, 0.45);
        }
    }

    private void goal(String peer, double most) {
        if (cpu.containsKey(peer)) {
            System.out.println(Goal.atMost(most, "ratio", "ours beside " + peer).told(ratio(peer)));
        }
    }

    private double ratio(String peer) {
        double[] own = values(OURS);
        double[] other = values(peer);
        double[] ratios = new double[own.length];
        for (int round = 0; round < own.length; round++) {
            ratios[round] = own[round] / other[round];
        }
        return median(ratios);
    }

    private double[] values(String peer) {
        return cpu.getOrDefault(peer, new double[0]);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers.values()) {
            peer.close();
        }
    }
}
