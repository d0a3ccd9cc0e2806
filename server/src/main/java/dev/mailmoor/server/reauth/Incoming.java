package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Revision;
import java.util.Map;
import java.util.Set;

/**
 * What comes into force in one swap.
 *
 * @param revision with the new credential version
 * @param carriedOver channels whose settings and secret stay as they are
 * @param tried what came of trying the others; nothing for those that were not tried
 */
record Incoming(Revision revision, Given given, Set<Direction> carriedOver, Map<Direction, Diagnosis> tried) {}
