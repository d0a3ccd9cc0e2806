package dev.mailmoor.server.notify;

import dev.mailmoor.server.notify.Written.Text;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The post of other rooms: into the outbox, and to their writers when it goes. */
@Component
class OutboxPost implements Post, Letters {
    private static final String NOTHING_TO_TELL = "There was nothing to tell any more.";

    private final PostgresOutbox outbox;
    private final WhoIsTold who;
    private final Map<String, LetterWriter> writers;
    private final JsonMapper json;

    OutboxPost(PostgresOutbox outbox, WhoIsTold who, ObjectProvider<LetterWriter> writers, JsonMapper json) {
        this.outbox = outbox;
        this.who = who;
        this.writers = writers.stream().collect(Collectors.toMap(LetterWriter::kind, Function.identity()));
        this.json = json;
    }

    @Override
    public void put(WorkspaceId workspace, Collection<Mail> mails) {
        List<NewMail> all = mails.stream()
                .map(mail -> NewMail.of(
                        mail.kind(),
                        new Recipient(mail.recipient(), Audience.PERSON),
                        mail.kind() + ":" + mail.dedupe(),
                        mail.about()))
                .toList();
        outbox.put(workspace, all);
    }

    @Override
    public void withdraw(WorkspaceId workspace, String kind, Map<String, Object> about) {
        outbox.withdraw(workspace, kind, about, NOTHING_TO_TELL);
    }

    @Override
    public void putToMembers(WorkspaceId workspace, Readers readers, Note note) {
        outbox.put(
                workspace,
                Stream.concat(
                                who.members(workspace, readers.least()).stream(),
                                who.member(workspace, readers.also()).stream())
                        .distinct()
                        .map(member -> NewMail.of(
                                note.kind(),
                                member,
                                note.kind() + ":" + note.dedupe() + ":" + member.address(),
                                note.about()))
                        .toList());
    }

    @Override
    public Set<String> kinds() {
        return writers.keySet();
    }

    @Override
    public Written write(OutgoingMail mail) {
        return Optional.ofNullable(writers.get(mail.kind()))
                .flatMap(writer ->
                        writer.write(mail.workspace(), mail.recipient().address(), about(mail)))
                .<Written>map(letter -> new Text(letter.subject(), letter.body(), List.of(), letter.attachment()))
                .orElseGet(() -> new Written.Nothing(NOTHING_TO_TELL));
    }

    @Override
    public void taken(OutgoingMail mail) {
        Optional.ofNullable(writers.get(mail.kind()))
                .ifPresent(
                        writer -> writer.sent(mail.workspace(), mail.recipient().address(), about(mail)));
    }

    private Map<String, Object> about(OutgoingMail mail) {
        return json.convertValue(mail.about(), new TypeReference<>() {});
    }
}
