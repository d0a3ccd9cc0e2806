package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The keys by which programs come in. */
record ApiKeysPage(Frame frame, List<Line> keys, List<MembersPage.RoleChoice> roles, Fields fields, Optional<Made> made)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    record Line(String id, String name, String role, String prefix, String by, Moment created, Optional<Moment> used) {}

    /** Shown now and never again. */
    record Made(String name, Secret key) {
        String shown() {
            return key.reveal(text -> text);
        }
    }
}
