package dev.mailmoor.server.fleet;

import java.util.List;
import java.util.Optional;

/** Part of a list, and the opaque cursor of the next part. */
public record Page<T>(List<T> items, Optional<String> nextCursor) {}
