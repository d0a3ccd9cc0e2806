package dev.mailmoor.protocol.tls;

import java.util.Collection;

/** Which of an engine's cipher suites are spoken, by all engines alike. */
public final class CipherSuites {
    private CipherSuites() {}

    /**
     * Those whose recorded talk cannot be read once the server's key is known (RFC 9325 §4.1): all of TLS 1.3, and ECDHE. Not
     * DHE, whose group is the server's choice, and may be a weak one (§4.4).
     *
     * @param usual names as the JDK has them
     */
    public static String[] forwardSecret(Collection<String> usual) {
        return usual.stream()
                .filter(suite -> suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_"))
                .toArray(String[]::new);
    }
}
