package dev.mailmoor.server.notify;

/** A message ready to be handed over. */
record Envelope(String from, String to, byte[] content) {}
