package dev.mailmoor.server.console;

import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What is shown when there is nothing else to show. */
record TroublePage(HttpStatus status, String title, String text, Optional<String> supportUrl) implements Screen {}
