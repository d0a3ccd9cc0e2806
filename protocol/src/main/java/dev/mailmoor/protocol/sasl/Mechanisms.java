package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Credentials.Kind;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The mechanisms that we speak. */
final class Mechanisms {
    private static final Mechanism PLAIN = new Plain();

    /**
     * The strongest first. Mutual proof bound to the connection, mutual proof, proof, then the password itself; a token that
     * names the server it is for before one that does not.
     */
    private static final List<Mechanism> OURS = List.of(
            new Scram("SCRAM-SHA-256-PLUS", "SHA-256", true),
            new Scram("SCRAM-SHA-1-PLUS", "SHA-1", true),
            new Scram("SCRAM-SHA-256", "SHA-256", false),
            new Scram("SCRAM-SHA-1", "SHA-1", false),
            new CramMd5(),
            PLAIN,
            new Login(),
            BearerToken.OAUTHBEARER,
            BearerToken.XOAUTH2);

    private Mechanisms() {}

    /** The strongest that both sides speak. */
    static Optional<Mechanism> strongest(Collection<String> offered, Credentials credentials, boolean canBind) {
        // Servers agree on the bytes of a password beyond ASCII in PLAIN (RFC 4616); many skip SASLprep in SCRAM.
        if (credentials.kind() == Kind.PASSWORD && offered.contains(PLAIN.name()) && !isAscii(credentials)) {
            return Optional.of(PLAIN);
        }
        for (Mechanism ours : OURS) {
            boolean possible = ours.kind() == credentials.kind()
                    && (canBind || !ours.binds())
                    && offered.contains(ours.name())
                    && (ours.carriesUnicode() || isAscii(credentials));
            if (possible) {
                return Optional.of(ours);
            }
        }
        return Optional.empty();
    }

    static boolean isAscii(Credentials credentials) {
        return credentials.secret().open(secret -> {
            for (byte b : secret) {
                if (b < 0) {
                    return false;
                }
            }
            return true;
        });
    }

    static boolean anyBinds(Collection<String> offered) {
        for (String name : offered) {
            if (name.endsWith("-PLUS")) {
                return true;
            }
        }
        return false;
    }

    /** @param passwordCommand whether the server would take a password by a command of the protocol's own */
    static AttemptEnded nothingInCommon(Collection<String> offered, Kind given, boolean passwordCommand) {
        boolean passwords = passwordCommand || speaks(offered, Kind.PASSWORD);
        String list = offered.isEmpty() ? "nothing" : String.join(", ", new TreeSet<>(offered));
        if (given == Kind.BEARER_TOKEN && passwords) {
            return AttemptEnded.notOffered(
                    Missing.TOKEN_SIGN_IN, "the server takes passwords but no OAuth token; it offers " + list);
        }
        if (given == Kind.PASSWORD && speaks(offered, Kind.BEARER_TOKEN)) {
            return AttemptEnded.notOffered(
                    Missing.PASSWORD_SIGN_IN, "the server takes OAuth tokens but no password; it offers " + list);
        }
        return AttemptEnded.notOffered(
                Missing.MECHANISM, "the server offers no way to sign in that we know; it offers " + list);
    }

    private static boolean speaks(Collection<String> offered, Kind kind) {
        for (Mechanism ours : OURS) {
            if (ours.kind() == kind && offered.contains(ours.name())) {
                return true;
            }
        }
        return false;
    }
}
