package dev.mailmoor.server.bulk;

import dev.mailmoor.server.notify.Post;
import dev.mailmoor.server.workspace.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reports an import that is over by mail: to whoever was named, else to the person who started it. */
@Component
class ImportPost {
    static final String KIND = "import";

    private final Post post;

    ImportPost(Post post) {
        this.post = post;
    }

    /** In the caller's transaction. */
    void put(ImportRun run) {
        String id = run.id().toString();
        recipient(run)
                .ifPresent(to -> post.put(run.workspace(), List.of(new Post.Mail(KIND, to, id, Map.of("id", id)))));
    }

    private static Optional<String> recipient(ImportRun run) {
        String named = run.options().reportTo().strip();
        if (!named.isEmpty()) {
            return Optional.of(named);
        }
        return run.actor() instanceof Actor.Person person ? Optional.of(person.email()) : Optional.empty();
    }
}
