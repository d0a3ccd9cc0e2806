package dev.mailmoor.server.console;

import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.Campaigns;
import dev.mailmoor.server.campaign.Place;
import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Campaigns and how far they are. */
@Controller
class CampaignScreens {
    static final String PATH = "/campaigns";
    private static final int LINES = 100;

    private final Campaigns campaigns;
    private final NoticeSettings notices;

    CampaignScreens(Campaigns campaigns, NoticeSettings notices) {
        this.campaigns = campaigns;
        this.notices = notices;
    }

    @GetMapping(PATH)
    @Needs(Role.VIEWER)
    Screen list(Visit visit, Submitted query) {
        Optional<UUID> before = id(query.text("before"));
        List<Campaign> found = campaigns.list(visit.workspace(), LINES + 1, before);
        List<Campaign> shown = found.subList(0, Math.min(LINES, found.size()));
        return new CampaignsPage(
                visit.frame("Campaigns", Section.CAMPAIGNS),
                shown.stream().map(one -> line(one, visit.now())).toList(),
                before.isEmpty(),
                found.size() > LINES
                        ? Optional.of(PATH + "?before=" + shown.getLast().id())
                        : Optional.empty());
    }

    /** No id: the newest are the better answer. */
    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @GetMapping(PATH + "/{id:[0-9a-f-]{36}}")
    @Needs(Role.VIEWER)
    Screen show(Visit visit, @PathVariable UUID id, Submitted query) {
        Campaign campaign = find(visit, id);
        Optional<Place> behind = Place.read(query.text("behind"));
        List<Campaign.Person> found = campaigns.people(visit.workspace(), id, new Campaigns.Part(LINES + 1, behind));
        List<Campaign.Person> shown = found.subList(0, Math.min(LINES, found.size()));
        return new CampaignPage(
                visit.frame("Campaign", Section.CAMPAIGNS),
                id.toString(),
                line(campaign, visit.now()),
                campaign.note(),
                campaign.state() == Campaign.State.RUNNING,
                notices.of(visit.workspace()).relay().isEmpty(),
                shown.stream().map(person -> line(person, visit.now())).toList(),
                behind.isEmpty(),
                found.size() > LINES
                        ? Optional.of("%s/%s?behind=%s"
                                .formatted(PATH, id, Place.of(shown.getLast()).cursor()))
                        : Optional.empty());
    }

    @PostMapping(PATH + "/{id:[0-9a-f-]{36}}/cancel")
    @Needs(Role.OPERATOR)
    Answer cancel(Visit visit, @PathVariable UUID id) {
        find(visit, id);
        campaigns.cancel(visit.access(), id);
        return GoTo.path(PATH + "/" + id)
                .saying(Notice.good("Cancelled: nobody is written to any more, and the links ended."));
    }

    private Campaign find(Visit visit, UUID id) {
        return campaigns.find(visit.workspace(), id).orElseThrow(() -> new NotHere("no such campaign"));
    }

    private static CampaignsPage.Line line(Campaign campaign, Instant now) {
        Campaign.Progress progress = campaign.progress();
        return new CampaignsPage.Line(
                campaign.id().toString(),
                badge(campaign.state()),
                Numbers.count(progress.people(), "person", "people"),
                Numbers.grouped(progress.restored()) + " of " + Numbers.grouped(progress.total()),
                progress.restored(),
                progress.total(),
                Moment.ago(campaign.madeAt(), now),
                campaign.madeBy(),
                Moment.on(campaign.expiresAt()));
    }

    private static Badge badge(Campaign.State state) {
        return switch (state) {
            case RUNNING -> new Badge(Tone.AMBER, "Running", state.word());
            case DONE -> new Badge(Tone.GREEN, "Done", state.word());
            case CANCELLED -> new Badge(Tone.GREY, "Cancelled", state.word());
            case EXPIRED -> new Badge(Tone.GREY, "Ended", state.word());
        };
    }

    private static CampaignPage.Line line(Campaign.Person person, Instant now) {
        return new CampaignPage.Line(
                person.address(),
                person.restored() + " of " + Numbers.count(person.mailboxes(), "mailbox", "mailboxes"),
                badge(person),
                person.lastToldAt().map(at -> Moment.ago(at, now)),
                person.openedAt().map(at -> Moment.ago(at, now)));
    }

    private static Badge badge(Campaign.Person person) {
        if (person.restored() == person.mailboxes()) {
            return new Badge(Tone.GREEN, "All connected", "done");
        }
        if (person.restored() > 0) {
            return new Badge(Tone.AMBER, "Begun", "begun");
        }
        return person.openedAt().isPresent()
                ? new Badge(Tone.AMBER, "Opened", "opened")
                : new Badge(Tone.GREY, person.lastToldAt().isPresent() ? "Told" : "Not told yet", "waiting");
    }
}
