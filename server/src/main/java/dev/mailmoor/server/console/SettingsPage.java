package dev.mailmoor.server.console;

import java.util.List;

/**
 * The workspace itself.
 *
 * @param stretched servers whose login budget does not allow every check in its interval
 */
record SettingsPage(Frame frame, String workspaceId, String role, List<Stretched> stretched) implements Screen {
    record Stretched(String server, String interval) {}
}
