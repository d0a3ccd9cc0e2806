package dev.mailmoor.server.workspace;

import java.net.URI;
import java.util.Optional;

/** The way in for the first owner. */
public interface OwnerLinks {
    /** A new one-time link, good for 24 hours, as long as nobody owns anything; empty when there is an owner. */
    Optional<URI> next();
}
