package dev.mailmoor.server.console;

import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.notify.NoticeSettings.Choices;
import dev.mailmoor.server.notify.NoticeSettings.Links;
import dev.mailmoor.server.notify.NoticeSettings.Outcome;
import dev.mailmoor.server.notify.NoticeSettings.Overview;
import dev.mailmoor.server.notify.NoticeSettings.Wish;
import dev.mailmoor.server.notify.SentNotice;
import dev.mailmoor.server.notify.Template;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How the workspace tells its people by mail. */
@Controller
@RequestMapping("/settings/notices")
class NoticesScreens {
    static final String PATH = "/settings/notices";
    private static final int LINES = 25;

    private final NoticeSettings notices;

    NoticesScreens(NoticeSettings notices) {
        this.notices = notices;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    Screen show(Visit visit) {
        Choices choices = notices.of(visit.workspace()).choices();
        Map<String, String> values = new HashMap<>(Map.of("phrase", choices.phrase(), "supportUrl", choices.support()));
        if (choices.links() == Links.SENT) {
            values.put("links", "on");
        }
        return page(visit, Fields.of(values));
    }

    @PostMapping
    @Needs(Role.ADMIN)
    Answer choose(Visit visit, Submitted form) {
        Choices wanted = new Choices(
                form.text("phrase"), form.ticked("links") ? Links.SENT : Links.LEFT_OUT, form.text("supportUrl"));
        return switch (notices.choose(visit.access(), wanted)) {
            case Outcome.Done _ -> GoTo.path(PATH).saying(Notice.good("Saved."));
            case Outcome.Invalid(var faults) -> page(visit, Fields.of(form.echo(), errors(faults)));
        };
    }

    @PostMapping("/mine")
    @Needs(Role.OPERATOR)
    Answer mine(Visit visit, Submitted form) {
        if (visit.access().actor() instanceof Actor.Person person) {
            Wish wish = form.text("want").equals("yes") ? Wish.NOTICES : Wish.NONE;
            notices.want(visit.workspace(), person.personId(), wish);
        }
        return GoTo.path(PATH).saying(Notice.good("Saved."));
    }

    private Screen page(Visit visit, Fields fields) {
        Overview overview = notices.of(visit.workspace());
        return new NoticesPage(
                visit.frame("Notices", Section.NOTICES),
                overview.relay(),
                overview.from().orElse(""),
                visit.access().actor() instanceof Actor.Person person
                        && notices.wantsNotices(visit.workspace(), person.personId()),
                fields,
                overview.templates().entrySet().stream()
                        .map(entry -> new NoticesPage.Kind(
                                entry.getKey().word(),
                                NoticeTemplateScreens.name(entry.getKey()),
                                entry.getValue().subject(),
                                overview.own().contains(entry.getKey())))
                        .toList(),
                notices.newest(visit.workspace(), LINES, Optional.empty()).stream()
                        .map(one -> sent(one, visit))
                        .toList());
    }

    private static NoticesPage.Sent sent(SentNotice one, Visit visit) {
        return new NoticesPage.Sent(
                one.subject().isEmpty() ? Words.sentence(one.kind()) : one.subject(),
                one.recipient(),
                one.audience().word(),
                badge(one.fate()),
                Moment.ago(one.endedAt().orElse(one.madeAt()), visit.now()),
                one.failure());
    }

    private static Badge badge(SentNotice.Fate fate) {
        return switch (fate) {
            case WAITING -> new Badge(Tone.AMBER, "Waiting", fate.word());
            case SENT -> new Badge(Tone.GREEN, "Sent", fate.word());
            case WITHDRAWN -> new Badge(Tone.GREY, "Not needed", fate.word());
            case FAILED -> new Badge(Tone.RED, "Failed", fate.word());
        };
    }

    static List<FieldError> errors(List<Template.Fault> faults) {
        return faults.stream()
                .map(fault -> new FieldError(fault.field(), fault.message()))
                .toList();
    }
}
