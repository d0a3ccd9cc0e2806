package dev.mailmoor.server.fleet;

import java.util.List;
import java.util.Optional;

/** Part of a list, and the opaque cursors of the parts beside it. */
public record Page<T>(List<T> items, Optional<String> previousCursor, Optional<String> nextCursor) {}
