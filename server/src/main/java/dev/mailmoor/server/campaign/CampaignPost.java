package dev.mailmoor.server.campaign;

import dev.mailmoor.server.campaign.PostgresCampaigns.Holder;
import dev.mailmoor.server.notify.Post;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts a campaign's mails into the outbox; what they say is written when they go. */
@Component
class CampaignPost {
    static final String KIND = "campaign";

    private final ObjectProvider<Post> post;

    /** @param post asked late: it needs those who write its letters, who need this */
    CampaignPost(ObjectProvider<Post> post) {
        this.post = post;
    }

    void put(WorkspaceId workspace, UUID campaign, Collection<PostgresProgress.Due> people) {
        post.getObject()
                .put(
                        workspace,
                        people.stream()
                                .map(person -> new Post.Mail(
                                        KIND,
                                        person.address(),
                                        "%s:%s:%d"
                                                .formatted(
                                                        campaign,
                                                        person.holder().person(),
                                                        person.reminder()),
                                        Map.of(
                                                "campaign", campaign.toString(),
                                                "person",
                                                        person.holder().person().toString(),
                                                "reminder", person.reminder())))
                                .toList());
    }

    /** Nothing of the campaign that waits is sent any more. */
    void withdraw(WorkspaceId workspace, UUID campaign) {
        post.getObject().withdraw(workspace, KIND, Map.of("campaign", campaign.toString()));
    }

    static Holder holder(WorkspaceId workspace, Map<String, Object> about) {
        return new Holder(
                workspace,
                UUID.fromString(String.valueOf(about.get("campaign"))),
                UUID.fromString(String.valueOf(about.get("person"))));
    }

    /** What a mail is for. */
    enum Mailing {
        ASKING,
        REMINDING
    }

    static Mailing mailing(Map<String, Object> about) {
        return about.get("reminder") instanceof Number which && which.intValue() > 0
                ? Mailing.REMINDING
                : Mailing.ASKING;
    }
}
