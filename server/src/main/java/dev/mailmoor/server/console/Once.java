package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Secret;

/**
 * What is shown once, on the page behind the form that made it.
 *
 * @param about what the page says beside it; no secret
 */
record Once(String about, Secret secret) {}
