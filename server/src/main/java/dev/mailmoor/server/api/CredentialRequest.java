package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.reauth.Candidate;
import dev.mailmoor.server.reauth.Proving;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A new credential for a mailbox: one secret for both channels, or one for each. */
record CredentialRequest(
        @Nullable Secret secret,
        @Nullable Secret confirm,
        @Nullable Secret receivingSecret,
        @Nullable Secret sendingSecret,
        @Nullable OAuthRequest oauth,
        @Nullable Boolean acceptPartial) {

    Candidate candidate(Version version) {
        if (confirm != null && (secret == null || !confirm.equals(secret))) {
            throw new Refusal(Problem.field("confirm", "The two passwords differ."));
        }
        if (secret == null && receivingSecret == null && sendingSecret == null && oauth == null) {
            throw new Refusal(Problem.field("secret", "A new secret is needed."));
        }
        return new Candidate(
                Optional.ofNullable(secret),
                Optional.ofNullable(receivingSecret),
                Optional.ofNullable(sendingSecret),
                version.expected(),
                Optional.ofNullable(oauth).map(OAuthRequest::grant));
    }

    Proving proving(boolean verify) {
        if (!verify) {
            return Proving.UNTRIED;
        }
        return Boolean.TRUE.equals(acceptPartial) ? Proving.PARTIAL_ACCEPTED : Proving.WHOLE;
    }
}
