package dev.mailmoor.server.provider;

import dev.mailmoor.protocol.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one provider, as it is at one of its regions where it has several: then the servers are that region's.
 *
 * @param id {@code gmail}, {@code microsoft}, … or {@code custom}
 * @param name as people know it
 * @param aliases further ids that mean the same
 * @param servers empty lists where it has none of that protocol
 * @param passwords what it takes as a password
 * @param switchOn how to switch IMAP, POP3 or SMTP on; no steps where they are on for everybody
 * @param loginsPerSecond the login budget of one of its servers; empty: the common one
 * @param sources the pages of documentation that this is taken from
 */
public record Provider(
        String id,
        String name,
        List<String> aliases,
        Marks marks,
        Servers servers,
        Passwords passwords,
        Guidance switchOn,
        Set<Quirk> quirks,
        Optional<Integer> loginsPerSecond,
        List<String> sources) {
    static final String CUSTOM = "custom";

    /** No known provider: any other server. */
    public boolean isCustom() {
        return id.equals(CUSTOM);
    }

    /** The first choice. */
    public Optional<Endpoint> imap() {
        return servers.imap().stream().findFirst();
    }

    /** The first choice. */
    public Optional<Endpoint> pop3() {
        return servers.pop3().stream().findFirst();
    }

    /** The first choice. */
    public Optional<Endpoint> smtp() {
        return servers.smtp().stream().findFirst();
    }

    public List<String> domains() {
        return marks.domains();
    }

    /** An app password exists there, and an ordinary password never works in mail programs. */
    public boolean appPasswordOnly() {
        return passwords.ordinary() == OrdinaryPassword.NEVER && hasAppPasswords();
    }

    public boolean hasAppPasswords() {
        return passwords.appPassword().isPresent();
    }

    /** How to make an app password there, one step each; empty where it has none. */
    public List<String> appPasswordSteps() {
        return passwords.appPassword().map(app -> app.making().steps()).orElse(List.of());
    }

    public Optional<String> appPasswordUrl() {
        return passwords.appPassword().flatMap(app -> app.making().url());
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
