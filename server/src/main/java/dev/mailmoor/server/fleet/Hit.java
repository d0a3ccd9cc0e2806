package dev.mailmoor.server.fleet;

import java.util.UUID;

/** A mailbox that belongs on the page, with what its order goes by. */
record Hit(UUID id, int urgency, String address) {}
