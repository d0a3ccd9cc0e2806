package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.PersonName;
import java.util.Optional;

/** A change to a person's name; what is empty stays as it is. */
public record NameChange(Optional<String> first, Optional<String> last) {

    PersonName over(PersonName before) {
        return new PersonName(first.orElse(before.first()), last.orElse(before.last()));
    }
}
