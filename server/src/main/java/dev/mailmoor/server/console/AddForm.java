package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.MailboxDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of a new mailbox, in each shape it comes back in. */
final class AddForm {
    private final Visit visit;
    private final Provider provider;

    AddForm(Visit visit, Provider provider) {
        this.visit = visit;
        this.provider = provider;
    }

    static MailboxDraft draft(Submitted form) {
        return new MailboxDraft(
                form.text("address"),
                new PersonName(form.text("name.first"), form.text("name.last")),
                form.text("configurationName"),
                form.text("description"),
                form.text("owner"),
                DetailsScreens.tags(form.text("tags")),
                ChannelForm.unlessEmpty(form, "receiving"),
                ChannelForm.unlessEmpty(form, "sending"),
                form.secret("secret"));
    }

    Screen empty() {
        Map<String, String> values = new HashMap<>(ChannelForm.usual("receiving"));
        values.putAll(ChannelForm.usual("sending"));
        values.putAll(known("receiving", provider.imap()));
        values.putAll(known("sending", provider.smtp()));
        return page(Fields.of(values), Map.of(), Optional.empty());
    }

    /** What was typed, with the provider's servers where no host stands yet. */
    Screen filled(Submitted form) {
        Map<String, String> values = new HashMap<>(form.echo());
        if (form.text("receiving.host").isEmpty()) {
            boolean pop = form.text("receiving.protocol").equals("pop3");
            values.putAll(known("receiving", pop ? provider.pop3() : provider.imap()));
        }
        if (form.text("sending.host").isEmpty()) {
            values.putAll(known("sending", provider.smtp()));
        }
        return page(Fields.of(values), Map.of(), Optional.empty());
    }

    private static Map<String, String> known(String way, Optional<Endpoint> endpoint) {
        return endpoint.map(there -> ChannelForm.values(way, there)).orElse(Map.of());
    }

    Screen tried(Submitted form, Map<Direction, Diagnosis> diagnoses) {
        return page(Fields.of(form.echo()), diagnoses, Optional.empty());
    }

    Screen wrong(Submitted form, List<FieldError> errors) {
        return page(Fields.of(form.echo(), errors), Map.of(), Optional.empty());
    }

    Screen known(Submitted form, MailboxId existing) {
        FieldError here = new FieldError("address", "This mailbox is connected already.");
        return page(Fields.of(form.echo(), List.of(here)), Map.of(), Optional.of(existing.toString()));
    }

    private Screen page(Fields fields, Map<Direction, Diagnosis> tried, Optional<String> existing) {
        boolean other = provider.id().equals("custom");
        List<SideFound> sides = SideFound.of(tried, fields.value("owner"));
        return new AddPage(
                visit.frame("+ Email", Section.EMAIL),
                provider.id(),
                other ? "Other" : provider.name(),
                provider.appPasswordSteps(),
                provider.appPasswordUrl(),
                fields,
                sides,
                SideFound.half(sides),
                existing);
    }
}
