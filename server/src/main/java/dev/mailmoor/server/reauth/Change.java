package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One field that is to be different about a mailbox.
 *
 * @param field as the API names it, {@code receiving.host} for one
 * @param from what it is; empty for a secret, and where there was nothing
 * @param to what it becomes; of a secret only that it is a new one
 */
public record Change(String field, String from, String to) {
    private static final String NEW_SECRET = "a new password";
    private static final String NEW_GRANT = "a new OAuth grant";

    /** The secrets first; what stays as it is is left out. */
    static List<Change> of(Mailbox before, Edit edit) {
        List<Change> changes = new ArrayList<>(secrets(edit));
        edit.channels().forEach((direction, settings) -> changes.addAll(sides(before, direction, settings)));
        changes.addAll(texts(before.texts(), edit.texts()));
        changes.removeIf(change -> change.from.equals(change.to));
        return changes;
    }

    private static List<Change> secrets(Edit edit) {
        if (edit.grant().isPresent()) {
            return List.of(new Change("secret", "", NEW_GRANT));
        }
        Map<Direction, Secret> secrets = edit.secrets();
        boolean common =
                secrets.size() > 1 && secrets.values().stream().distinct().count() == 1;
        return common
                ? List.of(new Change("secret", "", NEW_SECRET))
                : secrets.keySet().stream()
                        .sorted()
                        .map(direction -> new Change(direction.word() + ".secret", "", NEW_SECRET))
                        .toList();
    }

    private static List<Change> sides(Mailbox before, Direction direction, ChannelSettings after) {
        List<String> was = before.channel(direction).map(Change::values).orElse(List.of("", "", "", "", ""));
        List<String> is = values(after);
        List<String> names = List.of("protocol", "host", "port", "security", "username");
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            changes.add(new Change(direction.word() + "." + names.get(i), was.get(i), is.get(i)));
        }
        return changes;
    }

    private static List<String> values(ChannelSettings settings) {
        return List.of(
                settings.protocol().name().toLowerCase(Locale.ROOT),
                settings.endpoint().host(),
                Integer.toString(settings.endpoint().port()),
                settings.endpoint().security().name().toLowerCase(Locale.ROOT),
                settings.username());
    }

    private static List<Change> texts(MailboxTexts was, MailboxTexts is) {
        return List.of(
                new Change("name.first", was.name().first(), is.name().first()),
                new Change("name.last", was.name().last(), is.name().last()),
                new Change("configurationName", was.configurationName(), is.configurationName()),
                new Change("description", was.description(), is.description()),
                new Change("owner", was.owner(), is.owner()),
                new Change("tags", String.join(";", was.tags()), String.join(";", is.tags())));
    }
}
