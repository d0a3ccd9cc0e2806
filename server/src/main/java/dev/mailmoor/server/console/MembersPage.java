package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Who belongs to the workspace. */
record MembersPage(Frame frame, List<Line> members, List<RoleChoice> roles, Fields fields, Optional<Link> link)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    /** @param changeable the asking person may change or remove this one */
    record Line(
            String id,
            String email,
            String role,
            String roleWord,
            boolean invited,
            Moment since,
            boolean changeable,
            boolean self) {}

    record RoleChoice(String word, String name, String may) {}

    /** An invitation's link: shown now and never again. */
    record Link(String email, String url, Moment expires) {}
}
