package dev.mailmoor.server.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * In which order named groups are offered to a server. A key share goes along for the first only, so a server that wants
 * another has to ask for it, and all begins anew: what it chose last comes first the next time, the others behind.
 */
final class KeyShares {
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Group> usual;
    private final Map<String, Group> chosen = new ConcurrentHashMap<>();

    private KeyShares(List<Group> usual) {
        this.usual = usual;
    }

    static KeyShares usual() {
        return new KeyShares(List.of(Group.X25519, Group.P_256, Group.P_384, Group.P_521));
    }

    static KeyShares postQuantumFirst() {
        return new KeyShares(List.of(Group.X25519_ML_KEM_768, Group.X25519, Group.P_256, Group.P_384, Group.P_521));
    }

    /** For servers of which nothing else is known. */
    String[] order() {
        return names(usual);
    }

    /** Empty when it is the usual one. */
    Optional<String[]> orderFor(String host, int port) {
        return Optional.ofNullable(chosen.get(key(host, port))).map(first -> {
            List<Group> order = new ArrayList<>(usual);
            order.remove(first);
            order.addFirst(first);
            return names(order);
        });
    }

    void chosen(String host, int port, int namedGroup) {
        Optional<Group> group =
                usual.stream().filter(one -> one.code == namedGroup).findFirst();
        if (group.isEmpty() || group.get() == usual.getFirst()) {
            chosen.remove(key(host, port));
        } else if (chosen.size() < MOST_REMEMBERED) {
            chosen.put(key(host, port), group.get());
        }
    }

    private static String key(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String[] names(List<Group> groups) {
        return groups.stream().map(group -> group.name).toArray(String[]::new);
    }

    /** As BoringSSL names them, with the numbers of RFC 8446 §4.2.7 and draft-ietf-tls-ecdhe-mlkem. */
    private enum Group {
        X25519("X25519", 0x001D),
        P_256("P-256", 0x0017),
        P_384("P-384", 0x0018),
        P_521("P-521", 0x0019),
        X25519_ML_KEM_768("X25519MLKEM768", 0x11EC);

        private final String name;
        private final int code;

        Group(String name, int code) {
            this.name = name;
            this.code = code;
        }
    }
}
