package dev.mailmoor.protocol.autoconfig;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One SRV record (RFC 2782).
 *
 * @param target in lower case, without the root's dot
 */
record SrvRecord(int priority, int weight, int port, String target) {
    /** Lower priority first; within it the heavier first, for we want the best and no spreading of load. */
    private static final Comparator<SrvRecord> BEST_FIRST = Comparator.comparingInt(SrvRecord::priority)
            .thenComparing(Comparator.comparingInt(SrvRecord::weight).reversed())
            .thenComparing(SrvRecord::target)
            .thenComparingInt(SrvRecord::port);

    private static final int MOST = 4;

    /** From {@code "0 1 993 imap.example.com."}; empty when it is not that, or says "not offered" by the target ".". */
    static Optional<SrvRecord> read(String text) {
        String[] parts = text.strip().split("[ \\t]+", 5);
        if (parts.length != 4) {
            return Optional.empty();
        }
        Optional<Integer> priority = sixteenBits(parts[0]);
        Optional<Integer> weight = sixteenBits(parts[1]);
        Optional<Integer> port = ServerName.port(parts[2]);
        Optional<String> target = ServerName.read(parts[3]);
        return priority.isEmpty() || weight.isEmpty() || port.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : Optional.of(new SrvRecord(priority.get(), weight.get(), port.get(), target.get()));
    }

    static List<SrvRecord> bestFirst(List<String> texts) {
        return texts.stream()
                .limit(100)
                .flatMap(text -> read(text).stream())
                .sorted(BEST_FIRST)
                .limit(MOST)
                .toList();
    }

    private static Optional<Integer> sixteenBits(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits);
        return number <= 0xffff ? Optional.of(number) : Optional.empty();
    }
}
