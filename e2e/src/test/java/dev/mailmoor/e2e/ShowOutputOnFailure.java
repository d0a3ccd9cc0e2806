package dev.mailmoor.e2e;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints the last lines of every product that ran, without secrets, under a failed test. */
final class ShowOutputOnFailure implements TestWatcher {
    private static final int LINES = 60;

    @Override
    public void testFailed(ExtensionContext test, @Nullable Throwable cause) {
        ProcessOutput.opened()
                .forEach(output -> System.err.printf(
                        "%n--- %s failed; %s ends with:%n%s%n",
                        test.getDisplayName(), output.file(), output.tail(LINES)));
    }
}
