package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets people in by their one-time links. The slow hash is computed outside of the transaction. */
@Component
class Welcome implements Invitations {
    private static final String BUSY = "Too many people are signing in at the moment. Try again in a few seconds.";

    private final PostgresInvitations invitations;
    private final PostgresWorkspaces workspaces;
    private final PostgresPeople people;
    private final PasswordSignIn signIn;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    Welcome(
            PostgresInvitations invitations,
            PostgresWorkspaces workspaces,
            PostgresPeople people,
            PasswordSignIn signIn,
            Passwords passwords,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.invitations = invitations;
        this.workspaces = workspaces;
        this.people = people;
        this.signIn = signIn;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public Optional<Invitation> find(String token) {
        return invitations
                .find(token)
                .map(row -> new Invitation(
                        workspaces.nameOf(row.workspace()).orElse(""),
                        row.role(),
                        row.email(),
                        row.email().flatMap(people::find).isPresent()));
    }

    @Override
    public Acceptance accept(String token, String email, Secret password, String from) {
        Optional<PostgresInvitations.Row> row = invitations.find(token);
        if (row.isEmpty()) {
            return new Acceptance.Gone();
        }
        Optional<String> address = row.get().email().or(() -> PersonEmail.parse(email));
        if (address.flatMap(people::find).isPresent()) {
            return knownPerson(token, address.get(), password, from);
        }
        return newPerson(token, address, password, from);
    }

    private Acceptance knownPerson(String token, String email, Secret password, String from) {
        return switch (signIn.attempt(email, password, from)) {
            case PasswordSignIn.Attempt.SignedIn in -> join(token, email, from, () -> Optional.of(in.person()));
            case PasswordSignIn.Attempt.Refused _ ->
                new Acceptance.Invalid(
                        List.of(new Fault("password", "This is not the password of %s.".formatted(email))));
            case PasswordSignIn.Attempt.TooMany _ ->
                new Acceptance.Later("There were too many tries. Try again in a few minutes.");
            case PasswordSignIn.Attempt.Busy _ -> new Acceptance.Later(BUSY);
        };
    }

    private Acceptance newPerson(String token, Optional<String> email, Secret password, String from) {
        List<Fault> faults = new ArrayList<>();
        if (email.isEmpty()) {
            faults.add(new Fault("email", "This is not an e-mail address."));
        }
        PasswordRules.fault(password, email.orElse(""))
                .ifPresent(message -> faults.add(new Fault("password", message)));
        if (!faults.isEmpty()) {
            return new Acceptance.Invalid(faults);
        }
        Optional<String> hash = passwords.hash(password);
        if (hash.isEmpty()) {
            return new Acceptance.Later(BUSY);
        }
        String address = email.orElseThrow();
        return join(token, address, from, () -> people.add(address, hash.get()));
    }

    private Acceptance join(
            String token, String email, String from, java.util.function.Supplier<Optional<UUID>> person) {
        return transaction.execute(_ -> {
            Optional<PostgresInvitations.Row> row = invitations.claim(token);
            Optional<UUID> id = row.flatMap(_ -> person.get());
            if (row.isEmpty() || id.isEmpty()) {
                return new Acceptance.Gone();
            }
            use(row.get());
            workspaces.join(row.get().workspace(), id.get(), row.get().role());
            Actor actor = new Actor.Person(id.get(), email);
            audit.write(
                    new Access(row.get().workspace(), actor, row.get().role(), from),
                    "member.joined",
                    email,
                    "Role " + row.get().role().word() + ".");
            return new Acceptance.Accepted(id.get(), email);
        });
    }

    private void use(PostgresInvitations.Row row) {
        invitations.remove(row);
        if (row.email().isEmpty()) {
            invitations.removeOwnerLinks();
        }
    }
}
