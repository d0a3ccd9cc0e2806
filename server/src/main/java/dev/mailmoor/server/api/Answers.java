package dev.mailmoor.server.api;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What the outcomes of the rooms behind the API look like over HTTP. */
@Component
class Answers {
    private final Fleet fleet;
    private final Monitor monitor;

    Answers(Fleet fleet, Monitor monitor) {
        this.fleet = fleet;
        this.monitor = monitor;
    }

    ResponseEntity<Object> created(Renewal renewal) {
        return of(renewal, HttpStatus.CREATED);
    }

    ResponseEntity<Object> changed(Renewal renewal) {
        return of(renewal, HttpStatus.OK);
    }

    static ResponseEntity<Object> tried(Connections.Trial trial) {
        return switch (trial) {
            case Connections.Trial.Tried(Map<Direction, Diagnosis> diagnoses) ->
                ResponseEntity.ok(MailboxJson.diagnoses(diagnoses));
            case Connections.Trial.Invalid invalid ->
                Problem.fields(invalid.errors()).response();
            case Connections.Trial.NotFound _ -> Problem.notFound().response();
        };
    }

    static ResponseEntity<Object> mailbox(MailboxView view, Role reader) {
        return mailbox(view, reader, HttpStatus.OK);
    }

    private ResponseEntity<Object> of(Renewal renewal, HttpStatus success) {
        return switch (renewal) {
            case Renewal.Saved saved -> mailbox(view(saved.mailbox()), Role.OPERATOR, success);
            case Renewal.NotProved(Map<Direction, Diagnosis> diagnoses) ->
                notProved(diagnoses).response();
            case Renewal.Invalid invalid -> Problem.fields(invalid.errors()).response();
            case Renewal.AlreadyKnown(Mailbox existing) ->
                Problem.conflict("%s is connected here already.".formatted(existing.address()))
                        .with("mailboxId", existing.id().toString())
                        .response();
            case Renewal.NotFound _ -> Problem.notFound().response();
            case Renewal.Stale(Mailbox current) ->
                Problem.stale(current.version()).response();
        };
    }

    private static ResponseEntity<Object> mailbox(MailboxView view, Role reader, HttpStatus status) {
        Mailbox mailbox = view.mailbox();
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(Version.etag(mailbox.version()));
        if (status == HttpStatus.CREATED) {
            answer.header("Location", ApiPaths.ROOT + "/mailboxes/" + mailbox.id());
        }
        return answer.body(MailboxJson.of(view, reader));
    }

    private MailboxView view(Mailbox saved) {
        return fleet.find(saved.workspace(), saved.id())
                .orElseGet(() -> new MailboxView(saved, monitor.beliefs(saved.workspace(), saved.id()), 0, 0));
    }

    private static Problem notProved(Map<Direction, Diagnosis> diagnoses) {
        Diagnosis first = Arrays.stream(Direction.values())
                .map(diagnoses::get)
                .filter(Objects::nonNull)
                .filter(diagnosis -> !diagnosis.connected())
                .findFirst()
                .orElseThrow();
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-proved", first.summary())
                .with("diagnosis", DiagnosisJson.toMap(first))
                .with("diagnoses", MailboxJson.diagnoses(diagnoses));
    }
}
