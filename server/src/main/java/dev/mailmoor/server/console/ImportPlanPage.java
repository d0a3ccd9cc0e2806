package dev.mailmoor.server.console;

import java.util.List;
import java.util.Map;

/**
 * The preview: nothing is saved yet.
 *
 * @param carried the form's fields, sent along when it is started
 */
record ImportPlanPage(
        Frame frame,
        String id,
        String fileName,
        List<Fact> facts,
        List<String> notes,
        List<Row> sample,
        List<Row> refused,
        boolean nothing,
        Map<String, String> carried)
        implements Screen {

    record Fact(String number, String name, Tone tone) {}

    record Row(String number, String email, String outcome, Tone tone, String says) {}
}
