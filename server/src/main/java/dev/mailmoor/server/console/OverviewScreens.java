package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.FleetFigures;
import dev.mailmoor.server.fleet.FleetFigures.OpenLoss;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.monitor.MonitorFigures;
import dev.mailmoor.server.monitor.MonitorFigures.OpenIncident;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class OverviewScreens {
    private static final int NEEDS = 8;
    private static final int PROVIDERS = 6;

    private final Fleet fleet;
    private final FleetFigures figures;
    private final MonitorFigures monitor;
    private final Providers providers;

    OverviewScreens(Fleet fleet, FleetFigures figures, MonitorFigures monitor, Providers providers) {
        this.fleet = fleet;
        this.figures = figures;
        this.monitor = monitor;
        this.providers = providers;
    }

    @GetMapping("/")
    @Needs(Role.VIEWER)
    Screen overview(Visit visit) {
        Counts counts = new Counts(fleet.counts(visit.workspace()));
        List<OpenLoss> losses = figures.openLosses(visit.workspace(), NEEDS);
        List<OpenLoss> unreached = figures.unreached(visit.workspace(), NEEDS - losses.size());
        List<OpenLoss> needs = new ArrayList<>(losses);
        needs.addAll(unreached);
        long all = counts.in(MailboxState.AUTH_LOST) + counts.in(MailboxState.UNREACHABLE);
        return new OverviewPage(
                visit.frame("Overview", Section.OVERVIEW),
                counts.total(),
                needs.stream().map(loss -> need(loss, visit)).toList(),
                Math.max(0, all - needs.size()),
                figures(counts, losses, visit),
                chart(visit),
                providerLines(visit),
                monitor.figures(visit.workspace()).incidents().stream()
                        .map(incident -> incident(incident, visit))
                        .toList());
    }

    private static OverviewPage.Need need(OpenLoss loss, Visit visit) {
        MailboxView view = loss.view();
        Optional<Diagnosis> diagnosis = MailboxRow.worst(view).flatMap(ChannelBelief::diagnosis);
        Optional<Diagnosis.Finding> finding = diagnosis.flatMap(Diagnosis::finding);
        return new OverviewPage.Need(
                view.mailbox().id().toString(),
                view.mailbox().address().value(),
                diagnosis.map(Diagnosis::summary).orElse("The login does not work any more."),
                finding.map(found -> Words.whoMustAct(
                                found.whoMustAct(), view.mailbox().owner()))
                        .orElse(""),
                Badge.of(view.mailbox().state()),
                Moment.lasting(loss.since(), visit.now()),
                finding.map(Diagnosis.Finding::reauthRequired).orElse(false));
    }

    private OverviewPage.Figures figures(Counts counts, List<OpenLoss> losses, Visit visit) {
        long total = counts.total();
        long connected = counts.in(MailboxState.CONNECTED);
        long paused = counts.in(MailboxState.PAUSED);
        long suspect = counts.in(MailboxState.SUSPECT);
        long unverified = counts.in(MailboxState.UNVERIFIED);
        String oldest = losses.stream()
                .findFirst()
                .map(loss -> "oldest for " + Moment.length(Duration.between(loss.since(), visit.now())))
                .orElse("nobody has to do anything");
        return new OverviewPage.Figures(
                Numbers.grouped(connected),
                Numbers.share(connected, total) + " of the fleet",
                Numbers.grouped(counts.in(MailboxState.AUTH_LOST)),
                oldest,
                Numbers.grouped(counts.in(MailboxState.UNREACHABLE)),
                counts.in(MailboxState.UNREACHABLE) == 0 ? "every server answers" : "tried again by itself",
                Numbers.grouped(paused + suspect + unverified),
                "%s suspect · %s unverified · %s paused"
                        .formatted(Numbers.grouped(suspect), Numbers.grouped(unverified), Numbers.grouped(paused)));
    }

    private LossChart chart(Visit visit) {
        LocalDate today = LocalDate.ofInstant(visit.now(), ZoneOffset.UTC);
        LocalDate first = today.minusDays(LossChart.DAYS - 1L);
        return LossChart.of(
                figures.lossesByDay(
                        visit.workspace(), first.atStartOfDay(ZoneOffset.UTC).toInstant()),
                today,
                OverviewScreens::causeName);
    }

    private static String causeName(String word) {
        return Arrays.stream(Cause.values())
                .filter(cause -> cause.word().equals(word))
                .findFirst()
                .map(Words::cause)
                .orElse(word);
    }

    private List<OverviewPage.ProviderLine> providerLines(Visit visit) {
        return fleet.providers(visit.workspace()).stream()
                .limit(PROVIDERS)
                .map(one -> new OverviewPage.ProviderLine(
                        one.provider(),
                        providers.byId(one.provider()).name(),
                        Numbers.grouped(one.in(MailboxState.CONNECTED)) + " connected",
                        trouble(one)))
                .toList();
    }

    private static Optional<Badge> trouble(Fleet.ProviderCount one) {
        long lost = one.in(MailboxState.AUTH_LOST);
        long unreached = one.in(MailboxState.UNREACHABLE);
        if (lost > 0) {
            return Optional.of(new Badge(Tone.RED, Numbers.grouped(lost) + " lost", "auth-lost"));
        }
        return unreached > 0
                ? Optional.of(new Badge(Tone.AMBER, Numbers.grouped(unreached) + " not reached", "unreachable"))
                : Optional.empty();
    }

    private OverviewPage.IncidentLine incident(OpenIncident incident, Visit visit) {
        String name = incident.server().contains(":")
                ? incident.server()
                : providers.byId(incident.server()).name();
        return new OverviewPage.IncidentLine(name, Moment.ago(incident.openedAt(), visit.now()));
    }
}
