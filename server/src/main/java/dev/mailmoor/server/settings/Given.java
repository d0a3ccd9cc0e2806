package dev.mailmoor.server.settings;

import java.nio.file.Path;

/**
 * A value as somebody wrote it.
 *
 * @param source where it was written: {@code default}, {@code mailmoor.yaml} or {@code environment}
 * @param base what a relative path in it is relative to
 */
record Given(String text, String source, Path base) {
    static final String DEFAULT = "default";
    static final String FILE = "mailmoor.yaml";
    static final String ENVIRONMENT = "environment";
}
