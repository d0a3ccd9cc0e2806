package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.notify.NoticeSettings.Marks;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.reauth.Grants;
import dev.mailmoor.server.reauth.LinkVisits.Finding;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts the page behind a link together. */
@Component
class LinkPages {
    private final Workspaces workspaces;
    private final Fleet fleet;
    private final Providers providers;
    private final NoticeSettings notices;
    private final Grants grants;
    private final Clock clock;

    LinkPages(
            Workspaces workspaces,
            Fleet fleet,
            Providers providers,
            NoticeSettings notices,
            Grants grants,
            Clock clock) {
        this.workspaces = workspaces;
        this.fleet = fleet;
        this.providers = providers;
        this.notices = notices;
        this.grants = grants;
        this.clock = clock;
    }

    // Allowed ParameterNumber: the parts of the page, which is the record.
    LinkPage page(Outside outside, String token, Finding.Good good, Fields fields, Map<Direction, Diagnosis> refused) {
        Marks marks = notices.marks(good.link().workspace());
        return new LinkPage(
                outside.of(marks),
                token,
                asking(good, marks),
                about(good),
                steps(good),
                ways(good),
                fields,
                Verdict.of(refused),
                Optional.empty());
    }

    /** Whoever a link was for is led to its workspace's help, good or not. */
    Outside of(Outside outside, Optional<WorkspaceId> workspace) {
        return workspace.map(notices::marks).map(outside::of).orElse(outside);
    }

    LinkPage waiting(Outside outside, String token, Finding.Good good, Instant again) {
        Marks marks = notices.marks(good.link().workspace());
        return new LinkPage(
                outside.of(marks),
                token,
                asking(good, marks),
                about(good),
                steps(good),
                ways(good),
                Fields.of(Map.of()),
                Verdict.of(Map.of()),
                Optional.of(LinkPage.Later.of(again, clock.instant())));
    }

    private LinkPage.Asking asking(Finding.Good good, Marks marks) {
        String workspace = workspaces.nameOf(good.link().workspace()).orElse("");
        return new LinkPage.Asking(
                workspace,
                workspaces.asking(good.link().workspace(), good.link().madeBy()),
                good.link().note(),
                marks.phrase(),
                Moment.on(good.link().expiresAt()));
    }

    private LinkPage.About about(Finding.Good good) {
        Optional<MailboxView> view =
                fleet.find(good.link().workspace(), good.link().mailbox());
        Optional<ChannelBelief> worst = view.flatMap(MailboxRow::worst);
        return new LinkPage.About(
                good.mailbox().address().value(),
                Standstill.of(view.map(MailboxView::beliefs).orElse(Map.of()), worst, clock.instant()),
                worst.filter(belief -> belief.state() != MailboxState.CONNECTED)
                        .flatMap(ChannelBelief::diagnosis)
                        .map(Diagnosis::summary)
                        .orElse(""),
                view.map(MailboxView::pendingMessages).orElse(0));
    }

    /** A mailbox under OAuth is granted again; one with a password may be granted instead. */
    private LinkPage.Ways ways(Finding.Good good) {
        List<GrantWay> offered = GrantWay.of(grants.offered(good.mailbox()));
        boolean password = offered.isEmpty() || good.mailbox().credential().kind() != CredentialKind.OAUTH;
        return new LinkPage.Ways(offered, password);
    }

    private LinkPage.Steps steps(Finding.Good good) {
        Provider provider = providers.byId(good.mailbox().provider());
        return new LinkPage.Steps(
                provider.name(), provider.hasAppPasswords(), provider.appPasswordSteps(), provider.appPasswordUrl());
    }
}
