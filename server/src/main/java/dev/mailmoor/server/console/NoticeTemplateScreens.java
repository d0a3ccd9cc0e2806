package dev.mailmoor.server.console;

import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.notify.NoticeSettings.Outcome;
import dev.mailmoor.server.notify.NoticeSettings.Overview;
import dev.mailmoor.server.notify.Template;
import dev.mailmoor.server.notify.TemplateKind;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Puts a kind of notice into the workspace's own words. */
@Controller
@RequestMapping("/settings/notices/templates/{kind}")
class NoticeTemplateScreens {
    private final NoticeSettings notices;

    NoticeTemplateScreens(NoticeSettings notices) {
        this.notices = notices;
    }

    static String name(TemplateKind kind) {
        return switch (kind) {
            case LOST -> "Login lost";
            case REMINDER -> "Reminder";
            case RESTORED -> "Connected again";
            case DIGEST -> "Several at once";
            case INCIDENT -> "Trouble at a provider";
        };
    }

    @GetMapping
    @Needs(Role.ADMIN)
    Screen show(Visit visit, @PathVariable String kind) {
        TemplateKind known = known(kind);
        Template template =
                Objects.requireNonNull(notices.of(visit.workspace()).templates().get(known));
        return page(visit, known, Fields.of(echo(template)), Optional.of(template));
    }

    @PostMapping
    @Needs(Role.ADMIN)
    Answer act(Visit visit, @PathVariable String kind, Submitted form) {
        TemplateKind known = known(kind);
        Template template = new Template(form.text("subject"), form.text("body"));
        return switch (form.text("do")) {
            case "reset" -> {
                notices.resetTemplate(visit.access(), known);
                yield GoTo.path(NoticesScreens.PATH).saying(Notice.good("Our words are used again."));
            }
            case "save" ->
                answer(
                        new Asked(visit, known, template),
                        notices.changeTemplate(visit.access(), known, template),
                        "Saved.");
            case "test" -> test(new Asked(visit, known, template));
            default -> preview(visit, known, template);
        };
    }

    private record Asked(Visit visit, TemplateKind kind, Template template) {}

    private Answer answer(Asked asked, Outcome outcome, String success) {
        return switch (outcome) {
            case Outcome.Done _ -> GoTo.path(NoticesScreens.PATH).saying(Notice.good(success));
            case Outcome.Invalid(var faults) -> wrong(asked, faults);
        };
    }

    /** The draft stays: it is not saved yet. */
    private Screen test(Asked asked) {
        Visit visit = asked.visit();
        String me = visit.access().actor().label();
        return switch (notices.sendTest(visit.access(), asked.kind(), asked.template(), me)) {
            case Outcome.Done _ ->
                page(visit, asked.kind(), Fields.of(echo(asked.template())), Optional.of(asked.template()))
                        .saying(Notice.good("A test is on its way to " + me + "."));
            case Outcome.Invalid(var faults) -> wrong(asked, faults);
        };
    }

    private Answer preview(Visit visit, TemplateKind kind, Template template) {
        List<Template.Fault> faults = template.faults(kind);
        return faults.isEmpty()
                ? page(visit, kind, Fields.of(echo(template)), Optional.of(template))
                : wrong(new Asked(visit, kind, template), faults);
    }

    private Screen wrong(Asked asked, List<Template.Fault> faults) {
        return page(
                asked.visit(),
                asked.kind(),
                Fields.of(echo(asked.template()), NoticesScreens.errors(faults)),
                Optional.empty());
    }

    private NoticeTemplatePage page(Visit visit, TemplateKind kind, Fields fields, Optional<Template> shown) {
        Overview overview = notices.of(visit.workspace());
        return new NoticeTemplatePage(
                visit.frame(name(kind), Section.NOTICES),
                kind.word(),
                name(kind),
                fields,
                kind.placeholders(),
                shown.map(template -> notices.preview(visit.workspace(), kind, template)),
                overview.own().contains(kind),
                overview.relay().isPresent());
    }

    private static Map<String, String> echo(Template template) {
        return Map.of("subject", template.subject(), "body", template.body());
    }

    private static TemplateKind known(String word) {
        return TemplateKind.of(word).orElseThrow(() -> new NotHere("There is no kind of notice " + word + "."));
    }
}
