package dev.mailmoor.protocol.autoconfig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The hosts that take a domain's mail in (RFC 5321 §5.1). */
public final class MxRecords {
    private static final int MOST = 10;

    private MxRecords() {}

    private record Exchanger(int preference, String host) {}

    /** The preferred first, from texts like {@code "10 mx.example.com."}; a null MX (RFC 7505) and garbage are left out. */
    public static List<String> hosts(List<String> texts) {
        List<Exchanger> exchangers = new ArrayList<>();
        texts.stream().limit(100).forEach(text -> read(text).ifPresent(exchangers::add));
        return exchangers.stream()
                .sorted(Comparator.comparingInt(Exchanger::preference))
                .map(Exchanger::host)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Optional<Exchanger> read(String text) {
        String[] parts = text.strip().split("[ \\t]+", 3);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        return ServerName.read(parts[1]).map(host -> new Exchanger(Integer.parseInt(parts[0]), host));
    }
}
