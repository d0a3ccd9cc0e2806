package dev.mailmoor.server.provider;

import java.util.List;
import java.util.Optional;

/** Steps for a person to take, in order, and the page where. */
public record Guidance(List<String> steps, Optional<String> url) {
    static final Guidance NONE = new Guidance(List.of(), Optional.empty());
}
