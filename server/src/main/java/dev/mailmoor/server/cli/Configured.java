package dev.mailmoor.server.cli;

import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.settings.Reading;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.settings.SettingsReader;
import java.nio.file.Path;
import picocli.CommandLine;

/** The settings for commands that work on the data themselves. */
final class Configured {
    private Configured() {}

    /** @throws PlainFault with every fault on a line of its own */
    static Settings settings(CommandLine command) {
        Reading reading =
                SettingsReader.read(Mailmoor.environment(command), Path.of("").toAbsolutePath());
        return switch (reading) {
            case Reading.Complete complete -> complete.settings();
            case Reading.Faulty faulty -> throw PlainFault.wrongUse(String.join("\n", faulty.faults()));
        };
    }
}
