package dev.mailmoor.server.console;

import java.util.Optional;

/**
 * A page of the guide.
 *
 * @param html of our own making
 * @param contents whether it is the table of contents itself
 */
record GuidePage(String title, String html, boolean contents, Optional<String> supportUrl) implements Screen {}
