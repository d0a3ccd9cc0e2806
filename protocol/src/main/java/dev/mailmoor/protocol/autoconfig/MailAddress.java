package dev.mailmoor.protocol.autoconfig;

/**
 * The address whose servers are looked for.
 *
 * @param domain in lower case and ASCII
 */
public record MailAddress(String local, String domain) {
    /** @param address already found to be one */
    public static MailAddress of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new IllegalArgumentException("not an address");
        }
        return new MailAddress(address.substring(0, at), address.substring(at + 1));
    }

    /** Fills in the placeholders of Mozilla's format. */
    String fill(String template) {
        return template.replace("%EMAILADDRESS%", toString())
                .replace("%EMAILLOCALPART%", local)
                .replace("%EMAILDOMAIN%", domain);
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
