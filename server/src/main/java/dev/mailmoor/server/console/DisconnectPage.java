package dev.mailmoor.server.console;

/** Asks once more before a mailbox goes. */
record DisconnectPage(Frame frame, String id, String address, long version) implements Screen {}
