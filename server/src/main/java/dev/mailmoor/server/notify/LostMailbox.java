package dev.mailmoor.server.notify;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.notify.PostgresNotices.Told;
import java.net.URI;
import java.util.Optional;

/**
 * A mailbox that a letter tells of.
 *
 * @param diagnosis why its login was lost; empty when it works again
 * @param link by which the reader renews it; empty for those who have the console, or get none
 */
record LostMailbox(Told told, Mailbox mailbox, Optional<Diagnosis> diagnosis, Optional<URI> link) {}
