package dev.mailmoor.server.api;

import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.Campaigns;
import dev.mailmoor.server.campaign.Campaigns.Launch;
import dev.mailmoor.server.campaign.Place;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asking the owners of many lost mailboxes at once. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/campaigns")
class CampaignsController {
    private final Campaigns campaigns;
    private final Imports imports;

    CampaignsController(Campaigns campaigns, Imports imports) {
        this.campaigns = campaigns;
        this.imports = imports;
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    @Call(value = "Sends the owner of each lost mailbox one link for all of theirs.", gives = "Campaign", status = 202)
    ResponseEntity<Object> launch(Access access, @RequestBody CampaignRequest request) {
        return switch (campaigns.launch(access, request.wish(id -> toAsk(access, id)))) {
            case Launch.Launched(Campaign campaign, Campaigns.LeftOut leftOut) -> {
                Map<String, @Nullable Object> json = json(campaign);
                json.put("leftOut", leftOut.total());
                json.put("askedAlready", leftOut.askedAlready());
                yield ResponseEntity.status(HttpStatus.ACCEPTED)
                        .header("Location", ApiPaths.ROOT + "/campaigns/" + campaign.id())
                        .body(json);
            }
            case Launch.Invalid wrong ->
                Problem.fields(request.inItsWords(wrong.errors())).response();
        };
    }

    private Optional<List<MailboxId>> toAsk(Access access, UUID importId) {
        return imports.find(access.workspace(), importId).map(run -> imports.toAsk(access.workspace(), run.id()));
    }

    @GetMapping
    @Needs(Role.VIEWER)
    @Call(value = "Lists campaigns, newest first.", gives = "Campaign", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging) {
        return paging.page(
                campaigns.list(
                        access.workspace(), paging.limit() + 1, paging.place().map(CampaignsController::behind)),
                one -> new Paging.Place(one.madeAt(), one.id().toString()),
                CampaignsController::json);
    }

    private static UUID behind(Paging.Place place) {
        try {
            return UUID.fromString(place.id());
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    @GetMapping("/{id}")
    @Needs(Role.VIEWER)
    @Call(value = "Shows a campaign and who has acted, at most 500 of them.", gives = "Campaign")
    ResponseEntity<Object> show(Access access, @PathVariable UUID id) {
        return campaigns
                .find(access.workspace(), id)
                .<ResponseEntity<Object>>map(campaign -> {
                    Map<String, @Nullable Object> json = json(campaign);
                    Map<String, @Nullable Object> people = page(access, id, new Paging(Paging.MOST, Optional.empty()));
                    json.put("people", people.get("items"));
                    json.put("morePeople", people.get("nextCursor"));
                    return ResponseEntity.ok(json);
                })
                .orElseGet(() -> Problem.notFound().response());
    }

    @GetMapping("/{id}/people")
    @Needs(Role.VIEWER)
    @Call(
            value = "Lists who is asked, those with most left to do first.",
            gives = "CampaignPerson",
            shape = Call.Shape.PART_OF_LIST)
    ResponseEntity<Object> people(Access access, @PathVariable UUID id, Paging paging) {
        return campaigns.find(access.workspace(), id).isPresent()
                ? ResponseEntity.ok(page(access, id, paging))
                : Problem.notFound().response();
    }

    @PostMapping("/{id}/cancel")
    @Needs(Role.OPERATOR)
    @Call(value = "Writes to nobody any more, and ends the links.", gives = "Campaign")
    ResponseEntity<Object> cancel(Access access, @PathVariable UUID id) {
        return campaigns.cancel(access, id)
                ? show(access, id)
                : Problem.notFound().response();
    }

    private static Map<String, @Nullable Object> json(Campaign campaign) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", campaign.id().toString());
        json.put("state", campaign.state().word());
        json.put("note", campaign.note());
        json.put("reminders", campaign.reminders() == Campaign.Reminders.SENT);
        json.put("createdAt", campaign.madeAt().toString());
        json.put("createdBy", campaign.madeBy());
        json.put("expiresAt", campaign.expiresAt().toString());
        json.put("total", campaign.progress().total());
        json.put("told", campaign.progress().told());
        json.put("restored", campaign.progress().restored());
        return json;
    }

    private Map<String, @Nullable Object> page(Access access, UUID campaign, Paging paging) {
        List<Campaign.Person> found = campaigns.people(
                access.workspace(),
                campaign,
                new Campaigns.Part(
                        paging.limit() + 1,
                        paging.cursor().map(cursor -> Place.read(cursor).orElseThrow(Paging::badCursor))));
        List<Campaign.Person> shown = found.subList(0, Math.min(paging.limit(), found.size()));
        return Paging.body(
                shown.stream().map(CampaignsController::json).toList(),
                found.size() > shown.size() ? Place.of(shown.getLast()).cursor() : null);
    }

    private static Map<String, @Nullable Object> json(Campaign.Person person) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("address", person.address());
        json.put("mailboxes", person.mailboxes());
        json.put("restored", person.restored());
        json.put("openedAt", person.openedAt().map(Instant::toString).orElse(null));
        json.put("lastToldAt", person.lastToldAt().map(Instant::toString).orElse(null));
        return json;
    }
}
