package dev.mailmoor.server.console;

import java.util.Optional;

/**
 * What is the matter with a mailbox, in sentences.
 *
 * @param agree which channels say the same; empty when there is only one
 */
record Banner(
        Tone tone, String title, String text, Optional<Moment> since, Optional<Explained> explained, String agree) {}
