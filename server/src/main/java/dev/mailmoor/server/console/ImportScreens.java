package dev.mailmoor.server.console;

import dev.mailmoor.server.bulk.ImportOptions;
import dev.mailmoor.server.bulk.ImportRun;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.Imports.Deed;
import dev.mailmoor.server.bulk.Imports.Planning;
import dev.mailmoor.server.bulk.Imports.Starting;
import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.Campaigns;
import dev.mailmoor.server.campaign.Campaigns.Launch;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** + Add in Bulk: upload, map, preview, run, report, undo. */
@Controller
@RequestMapping("/imports")
class ImportScreens {
    private static final int SHOWN = 50;

    private final Imports imports;
    private final Campaigns campaigns;

    ImportScreens(Imports imports, Campaigns campaigns) {
        this.imports = imports;
        this.campaigns = campaigns;
    }

    @GetMapping
    @Needs(Role.VIEWER)
    Screen list(Visit visit) {
        return views(visit).list(imports.list(visit.workspace(), SHOWN, Optional.empty()));
    }

    @GetMapping("/new")
    @Needs(Role.OPERATOR)
    Screen form(Visit visit) {
        return views(visit).upload("");
    }

    /** What comes from another site's page is refused by {@link FileInForm}, before the file is read. */
    @PostMapping("/new")
    @Needs(Role.OPERATOR)
    Answer upload(Visit visit, HttpServletRequest request) throws IOException {
        return switch (FileInForm.take(imports, visit.access(), request)) {
            case Taking.Taken taken -> GoTo.path("/imports/" + taken.draft() + "/map");
            case Taking.Refused(String sentence) -> views(visit).upload(sentence);
            case Taking.TooLarge(String sentence) -> views(visit).upload(sentence);
        };
    }

    @GetMapping("/{id}/map")
    @Needs(Role.OPERATOR)
    Answer map(Visit visit, @PathVariable UUID id, Submitted form) {
        ImportRun draft = found(visit, id);
        if (draft.state() != ImportRun.State.PREPARING) {
            return GoTo.path("/imports/" + id);
        }
        return views(visit).map(draft, imports.guess(draft.columns()), form, List.of());
    }

    /** Nothing is saved. */
    @PostMapping("/{id}/plan")
    @Needs(Role.OPERATOR)
    Answer plan(Visit visit, @PathVariable UUID id, Submitted form) {
        ImportRun draft = found(visit, id);
        ImportOptions options = ImportForm.options(form, draft.columns());
        return switch (imports.plan(visit.access(), id, options)) {
            case Planning.Planned planned -> views(visit).plan(draft, planned.plan(), options, form);
            case Planning.Wrong wrong -> views(visit).map(draft, chosen(draft, options), form, wrong.errors());
            case Planning.NotFound _ -> GoTo.path("/imports/" + id);
        };
    }

    @PostMapping("/{id}/start")
    @Needs(Role.OPERATOR)
    Answer start(Visit visit, @PathVariable UUID id, Submitted form) {
        ImportRun draft = found(visit, id);
        ImportOptions options = ImportForm.options(form, draft.columns());
        return switch (imports.start(visit.access(), id, options)) {
            case Starting.Started _, Starting.NotFound _ -> GoTo.path("/imports/" + id);
            case Starting.Wrong wrong -> views(visit).map(draft, chosen(draft, options), form, wrong.errors());
        };
    }

    private Map<String, String> chosen(ImportRun draft, ImportOptions options) {
        return options.mapping().isEmpty() ? imports.guess(draft.columns()) : options.mapping();
    }

    @GetMapping("/{id}")
    @Needs(Role.VIEWER)
    Answer show(Visit visit, @PathVariable UUID id) {
        ImportRun run = found(visit, id);
        boolean draft = run.state() == ImportRun.State.PREPARING && visit.may(Role.OPERATOR);
        return draft ? GoTo.path("/imports/" + id + "/map") : new ImportRunView(visit, imports).run(run);
    }

    @PostMapping("/{id}/pause")
    @Needs(Role.OPERATOR)
    Answer pause(Visit visit, @PathVariable UUID id) {
        return done(id, imports.pause(visit.access(), id));
    }

    @PostMapping("/{id}/resume")
    @Needs(Role.OPERATOR)
    Answer resume(Visit visit, @PathVariable UUID id) {
        return done(id, imports.resume(visit.access(), id));
    }

    @PostMapping("/{id}/cancel")
    @Needs(Role.OPERATOR)
    Answer cancel(Visit visit, @PathVariable UUID id) {
        return done(id, imports.cancel(visit.access(), id));
    }

    @PostMapping("/{id}/pace")
    @Needs(Role.OPERATOR)
    Answer pace(Visit visit, @PathVariable UUID id, Submitted form) {
        return done(id, imports.pace(visit.access(), id, ImportForm.number(form.text("loginsPerSecond"))));
    }

    @GetMapping("/{id}/undo")
    @Needs(Role.OPERATOR)
    Screen askToUndo(Visit visit, @PathVariable UUID id) {
        return new ImportRunView(visit, imports).undoing(found(visit, id));
    }

    @PostMapping("/{id}/undo")
    @Needs(Role.OPERATOR)
    Answer undo(Visit visit, @PathVariable UUID id) {
        return done(id, imports.undo(visit.access(), id));
    }

    /** A campaign for exactly those mailboxes whose rows failed for want of a grant. */
    @PostMapping("/{id}/ask")
    @Needs(Role.OPERATOR)
    Answer ask(Visit visit, @PathVariable UUID id) {
        ImportRun run = found(visit, id);
        Campaigns.Wish wish = new Campaigns.Wish(
                new Campaigns.Choice.Named(new LinkedHashSet<>(imports.toAsk(visit.workspace(), run.id()))),
                "",
                LinkWish.USUAL,
                Campaign.Reminders.SENT);
        return switch (campaigns.launch(visit.access(), wish)) {
            case Launch.Launched(Campaign campaign, Campaigns.LeftOut leftOut) ->
                NewCampaignScreens.launched(campaign, leftOut);
            case Launch.Invalid wrong ->
                GoTo.path("/imports/" + id)
                        .saying(Notice.bad(wrong.errors().getFirst().message()));
        };
    }

    private static Answer done(UUID id, Deed deed) {
        GoTo there = GoTo.path("/imports/" + id);
        return switch (deed) {
            case Deed.Done _ -> there;
            case Deed.NotNow(String sentence) -> there.saying(Notice.bad(sentence));
            case Deed.Wrong wrong ->
                there.saying(Notice.bad(wrong.errors().getFirst().message()));
            case Deed.NotFound _ -> throw noImport(id);
        };
    }

    private ImportRun found(Visit visit, UUID id) {
        return imports.find(visit.workspace(), id).orElseThrow(() -> noImport(id));
    }

    static NotHere noImport(UUID id) {
        return new NotHere("There is no import " + id + " in this workspace.");
    }

    private ImportViews views(Visit visit) {
        return new ImportViews(visit, imports);
    }
}
