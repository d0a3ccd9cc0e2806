package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.reauth.Grants.Purpose;
import dev.mailmoor.server.reauth.Grants.Return;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.signin.OAuthFlow;
import dev.mailmoor.server.signin.OAuthProvider;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantPagesTest {
    private static final MailboxId MAILBOX = new MailboxId(UUID.randomUUID());

    private static GrantPage page(Return ending) {
        return (GrantPage)
                new GrantPages("sealed", new Outside(new Csrf("_csrf", "token"), Optional.empty())).of(ending);
    }

    private static Purpose purpose(Optional<UUID> link) {
        OAuthClient client = new OAuthClient(
                new WorkspaceId(UUID.randomUUID()),
                new OAuthClientId(UUID.randomUUID()),
                "Ours",
                OAuthProvider.GOOGLE,
                OAuthFlow.PERSON,
                URI.create("https://accounts.google.com"),
                "mailmoor",
                List.of(),
                List.of(),
                1,
                Instant.EPOCH,
                1);
        return new Purpose(client, Optional.of(MAILBOX), "anna@gmail.com", link);
    }

    @Test
    void whoseLinkEndedMeanwhileIsToldToAskForAnotherAndNotToTryAgain() {
        GrantPage page = page(new Return.Stale(purpose(Optional.of(UUID.randomUUID()))));

        assertThat(page.text())
                .isEqualTo("The link ended, or the mailbox was changed, while you signed in. Nothing was changed."
                        + " Ask for a new link.");
        assertThat(page.ways().again()).isEmpty();
        assertThat(page.ways().back()).as("the console is not theirs").isEmpty();
    }

    @Test
    void whoIsAMemberIsLedBackToTheMailboxThatWasChanged() {
        GrantPage page = page(new Return.Stale(purpose(Optional.empty())));

        assertThat(page.title()).isEqualTo("The mailbox was changed meanwhile");
        assertThat(page.ways().again()).isEmpty();
        assertThat(page.ways().back()).isPresent();
    }

    @Test
    void whoMayNotAnyMoreIsToldSo() {
        GrantPage page = page(new Return.NotAllowed(purpose(Optional.empty())));

        assertThat(page.text()).contains("left the workspace meanwhile", "Nothing was changed.");
        assertThat(page.ways().again()).isEmpty();
    }
}
