package dev.mailmoor.server.console;

import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.Campaigns;
import dev.mailmoor.server.campaign.Campaigns.Choice;
import dev.mailmoor.server.campaign.Campaigns.Launch;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.settings.PlainDuration;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** From a choice in the list of mailboxes to a campaign. */
@Controller
@RequestMapping("/campaigns/new")
class NewCampaignScreens {
    private static final String ALL = "all";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Campaigns campaigns;
    private final NoticeSettings notices;

    NewCampaignScreens(Campaigns campaigns, NoticeSettings notices) {
        this.campaigns = campaigns;
        this.notices = notices;
    }

    /** Nothing was ticked: back to the list, which says how. */
    @GetMapping
    @Needs(Role.OPERATOR)
    Answer form(Visit visit, Submitted query) {
        if (!isAll(query) && query.texts("mailbox").isEmpty()) {
            return GoTo.path("/mailboxes?state=auth-lost").saying(Notice.bad("Tick the mailboxes first."));
        }
        return page(visit, query, List.of());
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    Answer launch(Visit visit, Submitted form) {
        Campaigns.Wish wish = new Campaigns.Wish(
                choice(form),
                form.text("note"),
                PlainDuration.parse(form.text("expiresIn")).orElse(LinkWish.USUAL),
                form.ticked("reminders") ? Campaign.Reminders.SENT : Campaign.Reminders.NONE);
        return switch (campaigns.launch(visit.access(), wish)) {
            case Launch.Launched(Campaign campaign, Campaigns.LeftOut leftOut) -> launched(campaign, leftOut);
            case Launch.Invalid wrong -> page(visit, form, wrong.errors());
        };
    }

    /** To the campaign's page. */
    static GoTo launched(Campaign campaign, Campaigns.LeftOut leftOut) {
        return GoTo.path(CampaignScreens.PATH + "/" + campaign.id()).saying(Notice.good(sentence(campaign, leftOut)));
    }

    private static String sentence(Campaign campaign, Campaigns.LeftOut leftOut) {
        Campaign.Progress progress = campaign.progress();
        String who = "%s asked for %s."
                .formatted(
                        Numbers.count(progress.people(), "person is", "people are"),
                        Numbers.count(progress.total(), "mailbox", "mailboxes"));
        return who
                + leftOut(leftOut.notLost(), "their login is not lost.")
                + leftOut(leftOut.askedAlready(), "asked already in a running campaign.");
    }

    private static String leftOut(int many, String why) {
        return many == 0 ? "" : " " + Numbers.count(many, "mailbox was", "mailboxes were") + " left out: " + why;
    }

    private static boolean isAll(Submitted form) {
        return form.text("pick").equals(ALL);
    }

    private static Choice choice(Submitted form) {
        return isAll(form)
                ? new Choice.Matching(new MailboxFilter(
                        Optional.of(MailboxState.AUTH_LOST),
                        given(form, "provider"),
                        given(form, "tag"),
                        given(form, "owner"),
                        given(form, "q")))
                : new Choice.Named(ids(form));
    }

    private static Optional<String> given(Submitted form, String name) {
        return Optional.of(form.text(name)).filter(text -> !text.isEmpty());
    }

    /** What is no id is no mailbox's. */
    private static Set<MailboxId> ids(Submitted form) {
        Set<MailboxId> ids = new LinkedHashSet<>();
        form.texts("mailbox").stream()
                .filter(text -> ID.matcher(text).matches())
                .forEach(text -> ids.add(new MailboxId(UUID.fromString(text))));
        return ids;
    }

    private Screen page(Visit visit, Submitted form, List<FieldError> faults) {
        boolean all = isAll(form);
        List<String> ids =
                all ? List.of() : ids(form).stream().map(MailboxId::toString).toList();
        return new NewCampaignPage(
                visit.frame("Send re-auth campaign", Section.CAMPAIGNS),
                all
                        ? "All lost mailboxes that match"
                        : Numbers.count(ids.size(), "mailbox", "mailboxes") + ", of which those that are lost",
                ids,
                new MailboxListPage.Filter(
                        form.text("q"), "auth-lost", form.text("provider"), form.text("tag"), form.text("owner"), ""),
                notices.of(visit.workspace()).relay().isEmpty(),
                Fields.of(Map.of("note", form.text("note")), faults));
    }
}
