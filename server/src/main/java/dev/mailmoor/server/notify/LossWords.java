package dev.mailmoor.server.notify;

import dev.mailmoor.server.notify.PostgresNotices.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts losses into a workspace's words: one by itself, several as a list. */
@Component
class LossWords {
    /** More stand in the attached table only. */
    private static final int LISTED = 100;

    private static final String PENDING = "none";

    private final PostgresNoticeSettings settings;
    private final Doors doors;

    LossWords(PostgresNoticeSettings settings, Doors doors) {
        this.settings = settings;
        this.doors = doors;
    }

    Template template(Reader reader, TemplateKind kind) {
        return template(reader, kind, OurTemplates.of(kind));
    }

    /** @param usual where the workspace has no words of its own */
    Template template(Reader reader, TemplateKind kind, Template usual) {
        return settings.template(reader.workspace(), kind).orElse(usual);
    }

    /** The template with its values; a paragraph that must be there is put behind one that left it out. */
    static Written.Text fill(Template template, TemplateKind kind, Map<String, String> values) {
        String body = template.filledBody(values);
        String needed = kind.needed()
                .filter(name -> !template.has(name))
                .map(name -> "\n\n" + values.getOrDefault(name, ""))
                .orElse("");
        return Written.Text.of(template.filledSubject(values), body.strip() + needed);
    }

    Written.Text one(Reader reader, LostMailbox lost) {
        Occasion occasion = lost.told().notice().occasion();
        TemplateKind kind = switch (occasion) {
            case LOST -> TemplateKind.LOST;
            case REMINDER -> TemplateKind.REMINDER;
            case RESTORED -> TemplateKind.RESTORED;
        };
        Map<String, String> values = new HashMap<>();
        values.put("workspace", reader.workspaceName());
        values.put("mailbox", Phrasing.name(lost.mailbox()));
        values.put("address", lost.mailbox().address().value());
        values.put("since", Phrasing.moment(lost.told().lostAt()));
        values.put("cause", Phrasing.cause(lost.diagnosis()));
        values.put("pending", PENDING);
        values.put("nextStep", Phrasing.steps(lost.diagnosis()));
        values.put("whoMustAct", Phrasing.whoMustAct(lost.diagnosis(), lost.mailbox()));
        values.put("action", action(reader, lost));
        Written.Text text = fill(template(reader, kind), kind, values);
        return new Written.Text(text.subject(), text.body(), List.of(lost.told()), Optional.empty());
    }

    private String action(Reader reader, LostMailbox lost) {
        if (reader.audience() == Audience.MEMBER) {
            return "Renew the login in the console:\n"
                    + doors.mailbox(lost.mailbox().id());
        }
        return lost.link()
                .map(link ->
                        "Renew the login here, no account is needed. The link leads to " + doors.host() + ":\n" + link)
                .orElseGet(() -> "Please tell somebody of " + reader.workspaceName() + ", who can renew the login.");
    }

    Written.Text several(Reader reader, List<LostMailbox> all) {
        Occasion occasion = all.getFirst().told().notice().occasion();
        Map<String, String> values = new HashMap<>();
        values.put("workspace", reader.workspaceName());
        values.put("headline", Phrasing.headline(occasion, all.size()));
        values.put("count", Integer.toString(all.size()));
        values.put("list", list(all));
        values.put("action", action(reader, occasion, all));
        Written.Text text = fill(template(reader, TemplateKind.DIGEST), TemplateKind.DIGEST, values);
        List<Told> tells = all.stream().map(LostMailbox::told).toList();
        Optional<Attachment> attached = all.size() > LISTED
                ? Optional.of(new Attachment("mailboxes.csv", Csv.of(table(all))))
                : Optional.empty();
        return new Written.Text(text.subject(), text.body(), tells, attached);
    }

    private String action(Reader reader, Occasion occasion, List<LostMailbox> all) {
        if (reader.audience() == Audience.MEMBER) {
            return occasion == Occasion.RESTORED
                    ? "See all in the console:\n" + doors.overview()
                    : "Renew the logins in the console:\n" + doors.lostMailboxes();
        }
        if (occasion == Occasion.RESTORED) {
            return "Nobody needs to act any more.";
        }
        boolean linked = all.stream().anyMatch(lost -> lost.link().isPresent());
        return linked
                ? "Each link renews one login, no account is needed. All lead to " + doors.host() + "."
                : "Please tell somebody of " + reader.workspaceName() + ", who can renew the logins.";
    }

    private static String list(List<LostMailbox> all) {
        StringBuilder list = new StringBuilder();
        for (LostMailbox lost : all.subList(0, Math.min(LISTED, all.size()))) {
            list.append("- ").append(label(lost)).append(reason(lost)).append('\n');
            list.append("  ").append(whatToDo(lost)).append('\n');
            lost.link().ifPresent(link -> list.append("  ").append(link).append('\n'));
        }
        if (all.size() > LISTED) {
            list.append("- and ")
                    .append(all.size() - LISTED)
                    .append(" more: the attached mailboxes.csv has all of them\n");
        }
        return list.toString().stripTrailing();
    }

    private static String label(LostMailbox lost) {
        String address = lost.mailbox().address().value();
        String name = Phrasing.name(lost.mailbox());
        return name.equals(address) ? address : name + " (" + address + ")";
    }

    private static boolean over(LostMailbox lost) {
        return lost.told().notice().occasion() == Occasion.RESTORED;
    }

    private static String reason(LostMailbox lost) {
        return over(lost) ? "" : ": " + Phrasing.cause(lost.diagnosis());
    }

    private static String whatToDo(LostMailbox lost) {
        String since = Phrasing.moment(lost.told().lostAt());
        return over(lost)
                ? "Its login had been lost since " + since + "."
                : "Since %s; mail waiting to be sent: %s. Next step, for %s: %s"
                        .formatted(
                                since,
                                PENDING,
                                Phrasing.whoMustAct(lost.diagnosis(), lost.mailbox()),
                                Phrasing.firstStep(lost.diagnosis()));
    }

    private static List<List<String>> table(List<LostMailbox> all) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("mailbox", "address", "since", "why", "pending", "nextStep", "whoMustAct", "link"));
        all.forEach(lost -> table.add(Stream.of(whose(lost), told(lost), List.of(link(lost)))
                .flatMap(List::stream)
                .toList()));
        return table;
    }

    private static List<String> whose(LostMailbox lost) {
        return List.of(
                Phrasing.name(lost.mailbox()),
                lost.mailbox().address().value(),
                lost.told().lostAt().toString());
    }

    private static List<String> told(LostMailbox lost) {
        return over(lost)
                ? List.of("", "", "", "")
                : List.of(
                        Phrasing.cause(lost.diagnosis()),
                        PENDING,
                        Phrasing.firstStep(lost.diagnosis()),
                        Phrasing.whoMustAct(lost.diagnosis(), lost.mailbox()));
    }

    private static String link(LostMailbox lost) {
        return lost.link().map(Object::toString).orElse("");
    }
}
