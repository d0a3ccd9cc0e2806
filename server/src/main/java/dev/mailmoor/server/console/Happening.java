package dev.mailmoor.server.console;

import dev.mailmoor.server.journal.Timeline;
import java.time.Instant;

/** One line of a timeline as it is shown. */
record Happening(String tone, String what, String who, String detail, Moment when) {
    static Happening of(Timeline.Line line, Instant now) {
        String who = line.actor().equals("Mailmoor") ? "" : "by " + line.actor();
        return new Happening(
                Words.tone(line.kind()), Words.event(line.kind()), who, line.detail(), Moment.ago(line.at(), now));
    }
}
