package dev.mailmoor.server.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in an ordered list: between the mailbox named here and its neighbour.
 *
 * @param key the address, or the id for {@link Order#NEWEST}
 */
record Place(Way way, Order order, int urgency, String key) {
    /** Whether the part before or the part behind the place is wanted. */
    enum Way {
        BACK,
        ON
    }

    private static final int LONGEST = 600;
    private static final int PARTS = 4;

    static Place of(Way way, Order order, Hit hit) {
        return new Place(
                way, order, hit.urgency(), order == Order.NEWEST ? hit.id().toString() : hit.address());
    }

    String cursor() {
        String text = way.ordinal() + ":" + order.ordinal() + ":" + urgency + ":" + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when the cursor is none of ours, or of another order */
    static Place parse(String cursor, Order order) {
        if (cursor.length() > LONGEST) {
            throw new IllegalArgumentException("The cursor is too long.");
        }
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(":", PARTS);
        if (parts.length != PARTS || Integer.parseInt(parts[1]) != order.ordinal() || parts[3].indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The cursor is not one of this list.");
        }
        if (order == Order.NEWEST) {
            UUID.fromString(parts[3]);
        }
        Way way = parts[0].equals("0") ? Way.BACK : Way.ON;
        return new Place(way, order, Short.parseShort(parts[2]), parts[3]);
    }
}
