package dev.mailmoor.server.campaign;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the list of a campaign's people.
 *
 * @param left how many mailboxes the person there had left to do
 */
public record Place(int left, String address) {
    public static Place of(Campaign.Person person) {
        return new Place(person.mailboxes() - person.restored(), person.address());
    }

    public String cursor() {
        String text = left + "/" + address;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when it is no cursor of ours. */
    public static Optional<Place> read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int split = text.indexOf('/');
            return split < 0 || text.indexOf('\0') >= 0
                    ? Optional.empty()
                    : Optional.of(new Place(Integer.parseInt(text.substring(0, split)), text.substring(split + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
