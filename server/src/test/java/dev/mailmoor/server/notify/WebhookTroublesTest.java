package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.webhook.Webhooks;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The mail about a webhook that does not get through. */
@ServerTest
@Import(NoticeStage.WithRelay.class)
class WebhookTroublesTest {
    @Autowired
    private NoticeStage.Parts parts;

    @Autowired
    private Post post;

    @Autowired
    private Webhooks webhooks;

    @Test
    void adminsAndWhoMadeItGetOneMailADayThatNamesTheHostAlone() {
        NoticeStage stage = new NoticeStage(parts);
        String boss = "boss-" + UUID.randomUUID() + "@northwind.example";
        String maker = "maker-" + UUID.randomUUID() + "@northwind.example";
        stage.member(boss, "owner");
        stage.member(maker, "operator");
        stage.member("other-" + UUID.randomUUID() + "@northwind.example", "operator");
        Access access = new Access(stage.workspace, new Actor.Person(UUID.randomUUID(), maker), Role.OWNER);
        var added = (Webhooks.Saving.Saved)
                webhooks.add(access, new Webhooks.Draft("https://1.1.1.1/s3cret", List.of(), Optional.empty()));
        String id = added.webhook().id().toString();

        tell(stage, new Post.Readers(Role.ADMIN, maker), id, "GIVEN_UP");
        tell(stage, new Post.Readers(Role.ADMIN, maker), id, "GIVEN_UP");
        tell(stage, new Post.Readers(Role.ADMIN, maker), id, "DISABLED");

        var got = stage.send();
        assertThat(got)
                .as("it is on, so nothing is said of its being off")
                .hasSize(2)
                .allSatisfy(mail -> {
                    assertThat(mail.subject()).isEqualTo("A webhook does not get through: 1.1.1.1");
                    assertThat(mail.text()).contains("/settings/webhooks/" + id).doesNotContain("s3cret");
                    assertThat(mail.header("List-Unsubscribe")).isNotEmpty();
                });
        assertThat(got).extracting(PretendedRelay.Got::to).containsExactlyInAnyOrder(boss, maker);
    }

    private void tell(NoticeStage stage, Post.Readers readers, String webhook, String trouble) {
        parts.transaction()
                .executeWithoutResult(_ -> post.putToMembers(
                        stage.workspace,
                        readers,
                        new Post.Note(
                                "webhook", webhook + ":" + trouble, Map.of("webhook", webhook, "trouble", trouble))));
    }
}
