package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.provider.AppPasswordFormat;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is visibly wrong before a login is tried. It never keeps a login from being tried: the table of providers may be
 * behind the times. When the login then fails, what was seen stands first among the steps.
 */
public final class Foresight {
    /** Real domains that look like mistyped ones of larger providers. */
    private static final Set<String> NOT_MISTYPED =
            Set.of("email.com", "mail.com", "gmail.co", "inbox.com", "hotmai.com");

    private static final int SHORTEST_NAME = 5;

    private final Providers providers;
    /** Those long enough that one letter off is no other word. */
    private final List<String> domains;

    public Foresight(Providers providers) {
        this.providers = providers;
        this.domains = providers.all().stream()
                .flatMap(provider -> provider.domains().stream())
                .filter(real -> real.indexOf('.') >= SHORTEST_NAME)
                .toList();
    }

    /**
     * What is about to be tried.
     *
     * @param address the mailbox's own
     * @param host the server's
     */
    public record Draft(String address, String host, Secret secret) {}

    /** One sentence for each thing that is wrong, with what to do; none when nothing is. */
    public List<String> of(Draft draft) {
        List<String> seen = new ArrayList<>();
        mistypedDomain(draft).ifPresent(seen::add);
        foreignHost(draft).ifPresent(seen::add);
        impossibleSecret(draft).ifPresent(seen::add);
        return List.copyOf(seen);
    }

    /** A failed diagnosis with what was foreseen in front of its steps; a connected one as it is. */
    public Diagnosis with(Diagnosis diagnosis, Draft draft) {
        if (diagnosis.connected()) {
            return diagnosis;
        }
        List<String> seen = of(draft);
        return seen.isEmpty()
                ? diagnosis
                : diagnosis.replacing(finding -> {
                    boolean notAnAppPassword = finding.cause().refusesSecret()
                            && impossibleSecret(draft).isPresent();
                    Finding judged = notAnAppPassword ? appPasswordIsMissing(finding, draft) : finding;
                    return judged.withRemedy(Stream.concat(seen.stream(), judged.remedy().stream())
                            .toList());
                });
    }

    private Finding appPasswordIsMissing(Finding finding, Draft draft) {
        return new Finding(
                Cause.APP_PASSWORD_REQUIRED,
                finding.leadsTo(),
                Confidence.LIKELY,
                Stream.concat(Stream.of(finding.cause()), finding.alternatives().stream())
                        .filter(cause -> cause != Cause.APP_PASSWORD_REQUIRED)
                        .distinct()
                        .toList(),
                finding.remedy(),
                Optional.of(Guide.page(Cause.APP_PASSWORD_REQUIRED, provider(draft))),
                WhoMustAct.MAILBOX_OWNER,
                true,
                false);
    }

    private Optional<String> mistypedDomain(Draft draft) {
        String domain = domain(draft.address());
        boolean known = !providers.byAddress(draft.address()).isCustom() || NOT_MISTYPED.contains(domain);
        return known
                ? Optional.empty()
                : domains.stream()
                        .filter(real -> Typo.isOneFrom(domain, real))
                        .findFirst()
                        .map(real -> "Check the address: \"" + domain + "\" looks like a mistyped \"" + real + "\".");
    }

    private Optional<String> foreignHost(Draft draft) {
        Provider home = providers.byAddress(draft.address());
        Provider there = providers.byHost(draft.host());
        boolean foreign = !home.isCustom() && !there.isCustom() && !home.id().equals(there.id()) && !lives(home, there);
        return foreign
                ? Optional.of("Check the host: " + draft.host() + " belongs to " + there.name()
                        + ", but the address is one of " + home.name() + ".")
                : Optional.empty();
    }

    /** Some providers' mailboxes live on another's servers. */
    private boolean lives(Provider home, Provider there) {
        return Stream.of(
                        home.servers().imap(),
                        home.servers().pop3(),
                        home.servers().smtp())
                .flatMap(List::stream)
                .map(Endpoint::host)
                .anyMatch(host -> providers.byHost(host).id().equals(there.id()));
    }

    private Optional<String> impossibleSecret(Draft draft) {
        Provider provider = provider(draft);
        return provider.passwords().cannotBeRight(draft.secret())
                ? Optional.of(provider.name() + " takes only app passwords in mail programs"
                        + provider.passwords()
                                .appPassword()
                                .flatMap(app -> app.format())
                                .map(AppPasswordFormat::inWords)
                                .map(format -> " (" + format + ")")
                                .orElse("")
                        + "; what was entered cannot be one.")
                : Optional.empty();
    }

    /** A server says more than a domain: many companies have theirs at one of the large providers. */
    private Provider provider(Draft draft) {
        Provider byHost = providers.byHost(draft.host());
        return byHost.isCustom() ? providers.byAddress(draft.address()) : byHost;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
