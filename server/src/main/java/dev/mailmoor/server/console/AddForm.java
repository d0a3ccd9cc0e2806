package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.DiscoveryText;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.MailboxDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The form of a new mailbox, in each shape it comes back in. */
final class AddForm {
    private final Visit visit;
    private final Provider provider;
    private final GrantOffer grant;

    AddForm(Visit visit, Provider provider, GrantOffer grant) {
        this.grant = grant;
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
                CredentialsForm.tags(form.text("tags")),
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

    /** With what another mailbox has: the new address of somebody who changed theirs. */
    Screen like(Mailbox other) {
        return page(Fields.of(CredentialsForm.values(other)), Map.of(), Optional.empty());
    }

    /** What was typed, with what was found where no host stands yet; where nothing was, with the provider's servers. */
    Screen filled(Submitted form, Optional<Discovered> found) {
        Map<String, String> values = new HashMap<>(form.echo());
        boolean pop = form.text("receiving.protocol").equals("pop3");
        Optional<FoundServer> receiving = found.flatMap(
                one -> pop ? one.best(Protocol.POP3) : one.receiving().stream().findFirst());
        Optional<FoundServer> sending = found.flatMap(one -> one.best(Protocol.SMTP));
        if (form.text("receiving.host").isEmpty()) {
            values.putAll(receiving
                    .map(server -> found("receiving", server, form))
                    .orElseGet(() -> known("receiving", pop ? provider.pop3() : provider.imap())));
        }
        if (form.text("sending.host").isEmpty()) {
            values.putAll(sending.map(server -> found("sending", server, form))
                    .orElseGet(() -> known("sending", provider.smtp())));
        }
        return page(Fields.of(values), Map.of(), Optional.empty(), said(found, receiving.or(() -> sending)));
    }

    private static Map<String, String> found(String way, FoundServer server, Submitted form) {
        Map<String, String> values = ChannelForm.values(way, server.endpoint());
        values.put(way + ".protocol", server.protocol().name().toLowerCase(Locale.ROOT));
        boolean ownName =
                !server.username().equalsIgnoreCase(form.text("address").strip());
        if (ownName && form.text(way + ".username").isEmpty()) {
            values.put(way + ".username", server.username());
        }
        return values;
    }

    private static String said(Optional<Discovered> found, Optional<FoundServer> first) {
        if (found.isEmpty()) {
            return "";
        }
        return first.map(server -> "Servers found: " + DiscoveryText.source(server) + ".")
                .orElse("No servers were found for this address; enter them below.");
    }

    private String passwordHint() {
        if (!provider.hasAppPasswords()) {
            return "Upper and lower case count. With multi-factor sign-in on, an app password is needed.";
        }
        return provider.appPasswordOnly()
                ? "An app password, not the regular password."
                : "With two-step sign-in on, an app password; else the regular one.";
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
        return page(fields, tried, existing, "");
    }

    private Screen page(Fields fields, Map<Direction, Diagnosis> tried, Optional<String> existing, String found) {
        boolean other = provider.isCustom();
        List<SideFound> sides = SideFound.of(tried, fields.value("owner"));
        return new AddPage(
                visit.frame("+ Email", Section.EMAIL),
                provider.id(),
                other ? "Other" : provider.name(),
                provider.appPasswordSteps(),
                provider.appPasswordUrl(),
                passwordHint(),
                provider.switchOn().steps(),
                grant,
                fields,
                found,
                sides,
                SideFound.half(sides),
                existing);
    }
}
