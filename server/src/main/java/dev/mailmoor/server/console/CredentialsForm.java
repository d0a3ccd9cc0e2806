package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.MailboxChange;
import dev.mailmoor.server.reauth.NameChange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mailbox's texts and servers, between what a form says and what the rooms understand. */
final class CredentialsForm {
    private CredentialsForm() {}

    static Map<String, String> values(Mailbox mailbox) {
        Map<String, String> values = new HashMap<>(Map.of(
                "configurationName", mailbox.configurationName(),
                "description", mailbox.description(),
                "name.first", mailbox.name().first(),
                "name.last", mailbox.name().last(),
                "owner", mailbox.owner(),
                "tags", String.join(", ", mailbox.tags())));
        mailbox.channels()
                .forEach((direction, settings) -> values.putAll(ChannelForm.values(
                        direction.word(), settings, mailbox.address().value())));
        return values;
    }

    static MailboxChange change(Submitted form, Mailbox mailbox) {
        return new MailboxChange(
                Sentences.version(form),
                Optional.empty(),
                Optional.of(new NameChange(Optional.of(form.text("name.first")), Optional.of(form.text("name.last")))),
                Optional.of(form.text("configurationName")),
                Optional.of(form.text("description")),
                Optional.of(form.text("owner")),
                Optional.of(tags(form.text("tags"))),
                side(form, mailbox, Direction.RECEIVING),
                side(form, mailbox, Direction.SENDING),
                form.secret("secret"));
    }

    private static Optional<ChannelDraft> side(Submitted form, Mailbox mailbox, Direction direction) {
        return mailbox.channel(direction).map(_ -> ChannelForm.draft(form, direction.word()));
    }

    /** {@code eu, outreach} as two tags. */
    static List<String> tags(String typed) {
        return Arrays.stream(typed.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
