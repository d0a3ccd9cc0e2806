package dev.mailmoor.server.console;

import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Where a link leads when there is nothing to do any more: it worked, or it is not good. */
record LinkOverPage(HttpStatus status, Tone tone, String title, String text, Optional<String> supportUrl)
        implements Screen {}
