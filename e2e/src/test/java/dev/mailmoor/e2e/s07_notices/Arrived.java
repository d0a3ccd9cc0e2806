package dev.mailmoor.e2e.s07_notices;

import dev.mailmoor.testkit.hosts.MailHost;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as it lies in an inbox, its lines joined and decoded as far as these stories read them. */
public record Arrived(String text) {
    public static List<Arrived> in(MailHost host, String address) {
        return host.inbox(address).stream().map(Arrived::of).toList();
    }

    static Arrived of(String raw) {
        return new Arrived(
                raw.replace("\r\n", "\n").replace("=\n", "").replace("=3D", "=").replaceAll("\n[ \t]", " "));
    }

    public String header(String name) {
        Matcher line =
                Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*)$").matcher(text);
        return line.find() ? line.group(1) : "";
    }

    /** The first address that begins so. */
    public String address(String beginning) {
        Matcher found =
                Pattern.compile(Pattern.quote(beginning) + "[A-Za-z0-9_-]+").matcher(text);
        return found.find() ? found.group() : "";
    }
}
