package dev.mailmoor.server.workspace;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sign-ins of people; one for all their workspaces. */
@Component
class PostgresPeople {
    private final JdbcClient jdbc;
    private final Clock clock;

    PostgresPeople(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record SignIn(UUID person, String email, String passwordHash) {
        @Override
        public String toString() {
            return email;
        }
    }

    Optional<SignIn> find(String email) {
        return jdbc.sql("select person_id, email, password_hash from person where email = :email")
                .param("email", email)
                .query((row, _) -> new SignIn(
                        row.getObject("person_id", UUID.class), row.getString("email"), row.getString("password_hash")))
                .optional();
    }

    /** Empty when somebody else just took the address. */
    Optional<UUID> add(String email, String passwordHash) {
        return jdbc.sql("""
                insert into person (person_id, email, password_hash, created_at) values (:person, :email, :hash, :at)
                on conflict do nothing returning person_id
                """)
                .param("person", TimeOrderedId.next())
                .param("email", email)
                .param("hash", passwordHash)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    void signedIn(UUID person) {
        jdbc.sql("update person set signed_in_at = :at where person_id = :person")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person)
                .update();
    }
}
