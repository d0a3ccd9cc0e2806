package dev.mailmoor.server.api;

import dev.mailmoor.server.bulk.ImportRun;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bulk imports: planned, started, looked at, steered. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/imports")
class ImportsController {
    private final Imports imports;
    private final ImportOnce once;

    ImportsController(Imports imports, ImportOnce once) {
        this.imports = imports;
        this.once = once;
    }

    /** Nothing is saved. */
    @PostMapping("/preview")
    @Needs(Role.OPERATOR)
    @Call(
            value = "Says what would become of a CSV file's rows; multipart, with options and file.",
            upload = "ImportUpload",
            gives = "ImportPlan")
    ResponseEntity<Object> preview(Access access, HttpServletRequest request) throws IOException {
        ImportUpload.Uploaded uploaded = ImportUpload.read(imports, access, request);
        try {
            return switch (imports.plan(access, uploaded.draft(), uploaded.options())) {
                case Imports.Planning.Planned planned -> ResponseEntity.ok(ImportJson.of(planned.plan()));
                case Imports.Planning.Wrong wrong ->
                    Problem.fields(wrong.errors()).response();
                case Imports.Planning.NotFound _ -> Problem.notFound().response();
            };
        } finally {
            imports.discard(access.workspace(), uploaded.draft());
        }
    }

    @PostMapping
    @Needs(Role.OPERATOR)
    @Call(
            value = "Imports a CSV file; multipart, with options and file.",
            upload = "ImportUpload",
            gives = "Import",
            status = 202)
    ResponseEntity<Object> start(Access access, HttpServletRequest request) throws IOException {
        ImportUpload.Uploaded uploaded = ImportUpload.read(imports, access, request);
        return once.answer(access, request, uploaded, () -> started(access, uploaded));
    }

    private ResponseEntity<Object> started(Access access, ImportUpload.Uploaded uploaded) {
        return switch (imports.start(access, uploaded.draft(), uploaded.options())) {
            case Imports.Starting.Started(ImportRun run) ->
                ResponseEntity.status(HttpStatus.ACCEPTED)
                        .header("Location", ApiPaths.ROOT + "/imports/" + run.id())
                        .body(json(access, run));
            case Imports.Starting.Wrong wrong -> {
                imports.discard(access.workspace(), uploaded.draft());
                yield Problem.fields(wrong.errors()).response();
            }
            case Imports.Starting.NotFound _ -> Problem.notFound().response();
        };
    }

    @GetMapping
    @Needs(Role.VIEWER)
    @Call(value = "Lists imports, newest first.", gives = "Import", shape = Call.Shape.PART_OF_LIST)
    Map<String, @Nullable Object> list(Access access, Paging paging) {
        Optional<Imports.Place> before = paging.place().map(ImportsController::place);
        return paging.page(
                imports.list(access.workspace(), paging.limit() + 1, before),
                run -> new Paging.Place(run.createdAt(), run.id().toString()),
                run -> json(access, run));
    }

    private static Imports.Place place(Paging.Place place) {
        try {
            return new Imports.Place(place.at(), UUID.fromString(place.id()));
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    @GetMapping("/{id}")
    @Needs(Role.VIEWER)
    @Call(value = "How far an import is.", gives = "Import")
    ResponseEntity<Object> show(Access access, @PathVariable UUID id) {
        return imports.find(access.workspace(), id)
                .<ResponseEntity<Object>>map(run -> ResponseEntity.ok(json(access, run)))
                .orElseGet(() -> Problem.notFound().response());
    }

    @PatchMapping("/{id}")
    @Needs(Role.OPERATOR)
    @Call(value = "Changes the pace of an import while it runs.", gives = "Import")
    ResponseEntity<Object> pace(Access access, @PathVariable UUID id, @RequestBody Change change) {
        // What was left out is no number.
        double asked = Optional.ofNullable(change.loginsPerSecond()).orElse(Double.NaN);
        return done(access, imports.pace(access, id, asked));
    }

    /** @param loginsPerSecond at each server at least */
    record Change(@Nullable Double loginsPerSecond) {}

    @PostMapping("/{id}/pause")
    @Needs(Role.OPERATOR)
    @Call(value = "Stops an import until it is resumed.", gives = "Import")
    ResponseEntity<Object> pause(Access access, @PathVariable UUID id) {
        return done(access, imports.pause(access, id));
    }

    @PostMapping("/{id}/resume")
    @Needs(Role.OPERATOR)
    @Call(value = "Goes on with an import that is paused or waiting.", gives = "Import")
    ResponseEntity<Object> resume(Access access, @PathVariable UUID id) {
        return done(access, imports.resume(access, id));
    }

    @PostMapping("/{id}/cancel")
    @Needs(Role.OPERATOR)
    @Call(value = "Ends an import; what was applied stays.", gives = "Import")
    ResponseEntity<Object> cancel(Access access, @PathVariable UUID id) {
        return done(access, imports.cancel(access, id));
    }

    @PostMapping("/{id}/undo")
    @Needs(Role.OPERATOR)
    @Call(value = "Takes an import back, within 24 hours of its end.", gives = "Import")
    ResponseEntity<Object> undo(Access access, @PathVariable UUID id) {
        return done(access, imports.undo(access, id));
    }

    private ResponseEntity<Object> done(Access access, Imports.Deed deed) {
        return switch (deed) {
            case Imports.Deed.Done(ImportRun run) -> ResponseEntity.ok(json(access, run));
            case Imports.Deed.NotNow(String sentence) ->
                Problem.conflict(sentence).response();
            case Imports.Deed.Wrong wrong -> Problem.fields(wrong.errors()).response();
            case Imports.Deed.NotFound _ -> Problem.notFound().response();
        };
    }

    private Map<String, @Nullable Object> json(Access access, ImportRun run) {
        int toAsk =
                run.state().over() ? imports.toAsk(access.workspace(), run.id()).size() : 0;
        return ImportJson.of(run, imports.stops(access.workspace(), run.id()), toAsk);
    }
}
