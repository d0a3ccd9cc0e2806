package dev.mailmoor.server.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** 404, also for what belongs to another workspace. */
final class NotHere extends ResponseStatusException {
    private static final long serialVersionUID = 1;

    NotHere(String reason) {
        super(HttpStatus.NOT_FOUND, reason);
    }
}
