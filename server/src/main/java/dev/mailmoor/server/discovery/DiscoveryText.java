package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.provider.Provider;

/** What discovery found, in words for people. */
public final class DiscoveryText {
    private DiscoveryText() {}

    /** Where a server was found: {@code known servers of Gmail}. */
    public static String source(FoundServer server) {
        return switch (server.source()) {
            case PROVIDER_TABLE -> "known servers of " + server.place();
            case MX -> "known servers of " + server.place() + ", who takes the domain's mail in";
            case AUTOCONFIG -> "autoconfig file at " + server.place();
            case SRV -> "DNS record " + server.place();
            case AUTODISCOVER -> "Autodiscover at " + server.place();
            case GUESS -> "guessed from the address";
        };
    }

    /** Whether an ordinary password works there, as a sentence; empty where it does, or that is not known. */
    public static String passwords(Provider provider) {
        if (provider.passwords().onlyOauth()) {
            return provider.name() + " takes no passwords from mail programs; sign-in goes by OAuth.";
        }
        return switch (provider.passwords().ordinary()) {
            case WORKS -> "";
            case WITHOUT_TWO_STEP ->
                "With two-step sign-in on, " + provider.name() + " wants an app password instead of the ordinary one.";
            case NEVER -> provider.name() + " takes no ordinary password from mail programs.";
        };
    }
}
