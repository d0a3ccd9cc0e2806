package dev.mailmoor.server.settings;

/** Writes {@code docs/configuration.md} from the keys themselves. */
public final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration

            <!-- Generated from the keys in the code; a test fails when this page is stale and says how to write it anew. -->

            Each key can stand in `mailmoor.yaml` in the data folder, or in the environment; the environment wins.
            The file's names are the variables' without `MAILMOOR_`, in lower case, with dashes:

            ```yaml
            port: 8025
            check-interval: 5m
            allowed-networks: [10.0.0.0/8, "fd00::/8"]
            ```

            `./mailmoor serve --print-config` shows every key with its value, where that came from, and its meaning.
            An unknown key in the file or a bad value stops the start with all faults at once and exit status 2; an
            unknown `MAILMOOR_…` variable only warns. Durations are written `30s`, `5m`, `72h`, `3d`. Lists have commas
            between their parts, or are a list in YAML. Relative paths start at the working folder, in the file at the
            data folder.

            | variable | in the file | default | meaning |
            | --- | --- | --- | --- |
            """;

    private ConfigurationReference() {}

    public static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Key<?> key : Keys.ALL) {
            page.append("| `").append(key.variable()).append("` | ");
            page.append(key == Keys.DATA ? "" : "`" + key.name() + "`").append(" | ");
            page.append(shownFallback(key)).append(" | ").append(key.meaning()).append(" |\n");
        }
        return page.toString();
    }

    private static String shownFallback(Key<?> key) {
        return key.fallback().isEmpty() ? key.shownFallback() : "`" + key.fallback() + "`";
    }
}
