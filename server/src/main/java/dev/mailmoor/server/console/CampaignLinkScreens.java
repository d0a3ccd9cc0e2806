package dev.mailmoor.server.console;

import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.CampaignVisits;
import dev.mailmoor.server.campaign.CampaignVisits.Finding;
import dev.mailmoor.server.campaign.CampaignVisits.Standing;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.workspace.Open;
import dev.mailmoor.server.workspace.Workspaces;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows whoever holds a campaign's link their mailboxes; each leads to its own page, which takes the new password. */
@Controller
@RequestMapping("/c/{token}")
class CampaignLinkScreens {
    private final CampaignVisits visits;
    private final Workspaces workspaces;
    private final NoticeSettings notices;

    CampaignLinkScreens(CampaignVisits visits, Workspaces workspaces, NoticeSettings notices) {
        this.visits = visits;
        this.workspaces = workspaces;
        this.notices = notices;
    }

    @GetMapping
    @Open("the link itself is the proof")
    Screen show(Outside outside, @PathVariable String token) {
        return switch (visits.find(token)) {
            case Finding.Good good -> page(outside, token, good);
            case Finding.Over over -> over(itsOwn(outside, token), over.how());
            case Finding.Unknown _ -> LinkOverPage.unknown(outside);
        };
    }

    @PostMapping("/{mailbox}")
    @Open("the link itself is the proof")
    Answer reconnect(Outside outside, @PathVariable String token, @PathVariable UUID mailbox) {
        return visits.reconnect(token, new MailboxId(mailbox))
                .<Answer>map(place -> GoTo.path(place.getPath()))
                .orElseGet(() -> show(outside, token));
    }

    private Outside itsOwn(Outside outside, String token) {
        return visits.workspace(token).map(notices::marks).map(outside::of).orElse(outside);
    }

    private Screen page(Outside outside, String token, Finding.Good good) {
        Campaign campaign = good.campaign();
        String workspace = workspaces.nameOf(campaign.workspace()).orElse("");
        NoticeSettings.Marks marks = notices.marks(campaign.workspace());
        return new CampaignLinkPage(
                outside.of(marks),
                token,
                workspace,
                workspaces.asking(campaign.workspace(), campaign.madeBy()),
                campaign.note(),
                marks.phrase(),
                good.person().mailboxes() - good.person().restored(),
                good.mailboxes().stream()
                        .map(one -> new CampaignLinkPage.Line(
                                one.mailbox().toString(), one.address(), one.standing() == Standing.LOST))
                        .toList(),
                good.person().mailboxes() - good.mailboxes().size(),
                Moment.on(campaign.expiresAt()));
    }

    private static Screen over(Outside outside, Campaign.State how) {
        return how == Campaign.State.EXPIRED ? LinkOverPage.tooOld(outside) : LinkOverPage.withdrawn(outside);
    }
}
