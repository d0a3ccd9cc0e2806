package dev.mailmoor.server.console;

/** Asks a member who followed a notice's link whether to get no more of them. */
record UnsubscribePage(Outside outside, String workspace, String token) implements Screen {}
