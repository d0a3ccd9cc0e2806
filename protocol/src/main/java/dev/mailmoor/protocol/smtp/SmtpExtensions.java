package dev.mailmoor.protocol.smtp;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** What EHLO told (RFC 5321 §4.1.1.1), in capitals. */
record SmtpExtensions(Set<String> names, Set<String> mechanisms) {
    /** @param lines of the reply; the first is a greeting */
    static SmtpExtensions of(List<String> lines) {
        Set<String> names = new HashSet<>();
        Set<String> mechanisms = new HashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            // Old servers write AUTH=PLAIN.
            StringTokenizer words = new StringTokenizer(
                    line.substring(Math.min(4, line.length())).toUpperCase(Locale.ROOT), " =");
            if (words.hasMoreTokens()) {
                String name = words.nextToken();
                names.add(name);
                while (name.equals("AUTH") && words.hasMoreTokens()) {
                    mechanisms.add(words.nextToken());
                }
            }
        }
        return new SmtpExtensions(names, mechanisms);
    }

    boolean has(String name) {
        return names.contains(name);
    }
}
