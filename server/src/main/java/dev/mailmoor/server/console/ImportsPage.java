package dev.mailmoor.server.console;

import java.util.List;

/** All imports, newest first. */
record ImportsPage(Frame frame, List<Row> rows) implements Screen {
    record Row(String id, String fileName, Badge badge, String counts, Moment at, String by) {}
}
