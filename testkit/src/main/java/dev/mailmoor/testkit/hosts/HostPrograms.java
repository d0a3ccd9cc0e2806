package dev.mailmoor.testkit.hosts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The programs of Debian's packages that a mail host is made of. */
final class HostPrograms {
    static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    static final Path DELIVER = Path.of("/usr/lib/dovecot/dovecot-lda");
    static final Path POSTFIX = Path.of("/usr/lib/postfix/sbin/master");

    private static final Map<Path, String> PACKAGES = new TreeMap<>(Map.of(
            DOVECOT,
            "dovecot-core",
            DELIVER,
            "dovecot-core",
            Path.of("/usr/lib/dovecot/imap"),
            "dovecot-imapd",
            Path.of("/usr/lib/dovecot/pop3"),
            "dovecot-pop3d",
            POSTFIX,
            "postfix"));

    private HostPrograms() {}

    static Optional<String> missing() {
        Optional<String> absent = PACKAGES.entrySet().stream()
                .filter(program -> !Files.isExecutable(program.getKey()))
                .map(program -> "package " + program.getValue() + " is not installed")
                .findFirst();
        return absent.isPresent() || isRoot()
                ? absent
                : Optional.of("Postfix and Dovecot change users as they work, which needs root");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
