package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.notify.Template;
import dev.mailmoor.server.notify.TemplateKind;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeTemplateScreensTest {
    private static final Template DRAFT = new Template("Sign in again", "A draft.");

    private final NoticeSettings notices = mock();
    private final Visit visit = mock();

    @BeforeEach
    void aMemberWithARelay() {
        var access = new Access(
                new WorkspaceId(UUID.randomUUID()),
                new Actor.Person(UUID.randomUUID(), "olga@example.com"),
                Role.OWNER);
        when(visit.access()).thenReturn(access);
        when(visit.frame(any(), any()))
                .thenReturn(new Frame(
                        "",
                        Section.NOTICES,
                        "",
                        List.of(),
                        "",
                        Role.OWNER,
                        0,
                        new Csrf("", ""),
                        "",
                        Optional.empty(),
                        Optional.empty()));
        when(notices.of(any()))
                .thenReturn(new NoticeSettings.Overview(
                        Optional.of("relay"),
                        Optional.empty(),
                        new NoticeSettings.Choices("", NoticeSettings.Links.SENT),
                        Map.of(),
                        List.of()));
        when(notices.preview(any(), any(), any())).thenReturn(new NoticeSettings.Preview("", "", ""));
        when(notices.sendTest(access, TemplateKind.LOST, DRAFT, "olga@example.com"))
                .thenReturn(new NoticeSettings.Outcome.Done());
    }

    @Test
    void aTestLeavesTheDraftInTheForm() {
        var page = (NoticeTemplatePage) new NoticeTemplateScreens(notices)
                .act(
                        visit,
                        TemplateKind.LOST.word(),
                        new Submitted(Map.of(
                                "do", new String[] {"test"},
                                "subject", new String[] {DRAFT.subject()},
                                "body", new String[] {DRAFT.body()})));

        assertThat(page.fields().value("subject")).isEqualTo(DRAFT.subject());
        assertThat(page.fields().value("body")).isEqualTo(DRAFT.body());
        assertThat(page.frame().notice().orElseThrow().text()).contains("on its way to olga@example.com");
    }
}
