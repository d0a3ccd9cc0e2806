package dev.mailmoor.server.console;

import java.util.Optional;

/** What pages need that anybody may see. */
record Outside(Csrf csrf, Optional<String> supportUrl) {}
