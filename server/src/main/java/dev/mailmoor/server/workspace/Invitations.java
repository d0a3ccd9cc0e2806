package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What stands behind the one-time links {@code /welcome?token=…}: of the first owner, and of invited members. */
public interface Invitations {
    /** Empty when the link was used, withdrawn or is too old. */
    Optional<Invitation> find(String token);

    /**
     * Uses the link up. A person who has a sign-in already proves it with the password; anybody else gets one with it.
     *
     * @param email counts only for the first owner's link; the other links hold the address
     * @param from the address of the request
     */
    Acceptance accept(String token, String email, Secret password, String from);

    /**
     * What a link offers.
     *
     * @param email empty on the first owner's link: the owner chooses it
     * @param known the person has a sign-in and gives its password instead of choosing one
     */
    record Invitation(String workspaceName, Role role, Optional<String> email, boolean known) {}

    /** What came of using a link. */
    sealed interface Acceptance {
        record Accepted(UUID person, String email) implements Acceptance {}

        /** Each with the field ({@code email} or {@code password}) and a sentence. */
        record Invalid(List<Fault> faults) implements Acceptance {}

        record Gone() implements Acceptance {}

        /** Too many tries, or too many people at it; later it may work. */
        record Later(String reason) implements Acceptance {}
    }

    record Fault(String field, String message) {}
}
