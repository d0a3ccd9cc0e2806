package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/** Who did what, newest first. */
record AuditPage(Frame frame, List<Line> entries, Optional<String> older, boolean newest) implements Screen {
    record Line(Moment when, String actor, String what, String subject, String detail, String from) {}
}
