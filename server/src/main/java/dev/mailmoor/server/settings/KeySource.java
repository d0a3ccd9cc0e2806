package dev.mailmoor.server.settings;

import java.nio.file.Path;

/** Where the key comes from that seals the vault's keys. */
public sealed interface KeySource {
    /** A file with owner-only rights; made once if it is missing and no secret was sealed yet. */
    record InFile(Path path) implements KeySource {}

    /** A variable of the environment. */
    record InEnvironment(String name) implements KeySource {}
}
