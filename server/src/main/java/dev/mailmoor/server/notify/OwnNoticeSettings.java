package dev.mailmoor.server.notify;

import dev.mailmoor.server.notify.Template.Fault;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Members.Standing;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class OwnNoticeSettings implements NoticeSettings {
    private static final int LONGEST_PHRASE = 200;

    private final PostgresNoticeSettings table;
    private final PostgresOutbox outbox;
    private final Samples samples;
    private final Letterhead letterhead;
    private final Members members;
    private final Workspaces workspaces;
    private final AuditTrail audit;
    private final Wakeup wakeup;
    private final Settings.Notices configured;
    private final Clock clock;

    // Allowed ParameterNumber: the rooms behind one page.
    OwnNoticeSettings(
            PostgresNoticeSettings table,
            PostgresOutbox outbox,
            Samples samples,
            Letterhead letterhead,
            Members members,
            Workspaces workspaces,
            AuditTrail audit,
            Wakeup wakeup,
            Settings settings,
            Clock clock) {
        this.table = table;
        this.outbox = outbox;
        this.samples = samples;
        this.letterhead = letterhead;
        this.members = members;
        this.workspaces = workspaces;
        this.audit = audit;
        this.wakeup = wakeup;
        this.configured = settings.notices();
        this.clock = clock;
    }

    @Override
    public Overview of(WorkspaceId workspace) {
        Map<TemplateKind, Template> templates = new EnumMap<>(TemplateKind.class);
        List<TemplateKind> own = Arrays.stream(TemplateKind.values())
                .filter(kind -> table.template(workspace, kind).isPresent())
                .toList();
        for (TemplateKind kind : TemplateKind.values()) {
            templates.put(kind, table.template(workspace, kind).orElseGet(() -> OurTemplates.of(kind)));
        }
        return new Overview(
                configured.relay().map(OwnNoticeSettings::shown),
                configured.from(),
                table.choices(workspace),
                templates,
                own);
    }

    /** Without user and secret. */
    private static String shown(Settings.Relay relay) {
        String scheme = switch (relay.security()) {
            case TLS -> "smtps";
            case STARTTLS -> "smtp+starttls";
            case NONE -> "smtp";
        };
        String host = relay.host().contains(":") ? "[" + relay.host() + "]" : relay.host();
        return scheme + "://" + host + ":" + relay.port();
    }

    @Override
    @Transactional
    public Outcome choose(Access access, Choices choices) {
        String phrase = choices.phrase().strip();
        String support = choices.support().strip();
        List<Fault> faults = Stream.concat(phraseFault(phrase).stream(), SupportPlace.fault(support).stream())
                .toList();
        if (!faults.isEmpty()) {
            return new Outcome.Invalid(faults);
        }
        table.choose(access.workspace(), new Choices(phrase, choices.links(), support));
        audit.write(
                access,
                "notices.settings-changed",
                "Notices",
                "Links for renewing are "
                        + choices.links().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "; the phrase is "
                        + (phrase.isEmpty() ? "empty" : "set") + "; help is "
                        + (support.isEmpty() ? "where the installation says" : "at " + support) + ".");
        return new Outcome.Done();
    }

    private static Optional<Fault> phraseFault(String phrase) {
        return phrase.length() > LONGEST_PHRASE || phrase.chars().anyMatch(Character::isISOControl)
                ? Optional.of(
                        new Fault("phrase", "The phrase is one line of at most " + LONGEST_PHRASE + " characters."))
                : Optional.empty();
    }

    @Override
    public Marks marks(WorkspaceId workspace) {
        return letterhead.marks(workspace);
    }

    @Override
    @Transactional
    public Outcome changeTemplate(Access access, TemplateKind kind, Template template) {
        List<Fault> faults = template.faults(kind);
        if (!faults.isEmpty()) {
            return new Outcome.Invalid(faults);
        }
        table.template(access.workspace(), kind, template);
        audit.write(access, "notices.template-changed", kind.word(), "");
        return new Outcome.Done();
    }

    @Override
    @Transactional
    public void resetTemplate(Access access, TemplateKind kind) {
        table.reset(access.workspace(), kind);
        audit.write(access, "notices.template-reset", kind.word(), "");
    }

    @Override
    public Preview preview(WorkspaceId workspace, TemplateKind kind, Template template) {
        Written.Text text =
                samples.of(kind, template, workspaces.nameOf(workspace).orElse(""));
        Letterhead.Sheet sheet = letterhead.put(workspace, Audience.MEMBER, text.body(), Optional.empty());
        return new Preview(text.subject(), sheet.text(), sheet.html());
    }

    @Override
    @Transactional
    public Outcome sendTest(Access access, TemplateKind kind, Template template, String to) {
        List<Fault> faults = template.faults(kind);
        if (!faults.isEmpty()) {
            return new Outcome.Invalid(faults);
        }
        if (configured.relay().isEmpty()) {
            return new Outcome.Invalid(List.of(new Fault(
                    "to",
                    "No mail can be sent: an operator of this installation must set MAILMOOR_NOTICE_SMTP_URL and"
                            + " MAILMOOR_NOTICE_FROM.")));
        }
        boolean member = members.list(access.workspace()).stream()
                .anyMatch(
                        one -> one.standing() == Standing.JOINED && one.email().equalsIgnoreCase(to.strip()));
        if (!member) {
            return new Outcome.Invalid(
                    List.of(new Fault("to", "A test goes to a member of this workspace; this address is none's.")));
        }
        UUID id = TimeOrderedId.next();
        outbox.put(
                access.workspace(),
                List.of(new NewMail(
                        id,
                        TestLetters.KIND,
                        new Recipient(to.strip().toLowerCase(Locale.ROOT), Audience.MEMBER),
                        "test:" + id,
                        Map.of("kind", kind.word(), "subject", template.subject(), "body", template.body()))));
        audit.write(access, "notices.test-sent", to.strip(), "Template " + kind.word() + ".");
        wakeup.wake();
        return new Outcome.Done();
    }

    @Override
    public List<SentNotice> newest(WorkspaceId workspace, int limit, Optional<UUID> before) {
        return outbox.newest(workspace, limit, before);
    }

    @Override
    public boolean wantsNotices(WorkspaceId workspace, UUID person) {
        return !table.optedOut(workspace).contains(person);
    }

    @Override
    public void want(WorkspaceId workspace, UUID person, Wish wish) {
        switch (wish) {
            case NOTICES -> table.optIn(workspace, person);
            case NONE -> table.optOut(workspace, person, clock.instant());
        }
    }
}
