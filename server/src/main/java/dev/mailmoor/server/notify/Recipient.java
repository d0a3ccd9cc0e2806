package dev.mailmoor.server.notify;

/** Somebody who is told. */
record Recipient(String address, Audience audience) {}
