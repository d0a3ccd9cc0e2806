package dev.mailmoor.protocol.wire;

import java.io.IOException;

/** The server sent more than we take. */
final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException(String message) {
        super(message);
    }
}
