package dev.mailmoor.testkit.hosts;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Who may sign in to a host, and with what. Every change is in force when the call returns: Dovecot reads a user's own
 * file at each sign-in, whereas it looks at a {@code passwd-file} at most once a second.
 */
public final class HostUsers {
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9._+-]+@[a-z0-9.-]+");

    private final Path folder;

    HostUsers(Path folder) {
        this.folder = folder;
    }

    public void add(String address, String password) {
        write(address, password);
    }

    public void changePassword(String address, String password) {
        if (!Files.exists(file(address))) {
            throw new IllegalArgumentException("no such user: " + address);
        }
        write(address, password);
    }

    /** From now on the user is unknown; the mail stays on disk. */
    public void remove(String address) {
        try {
            Files.delete(file(address));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void write(String address, String password) {
        String encoded = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        try {
            Path next = Files.writeString(
                    Files.createTempFile(folder, ".next", ""), "{\"password\":\"{PLAIN.b64}" + encoded + "\"}");
            Files.move(next, file(address), ATOMIC_MOVE);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Path file(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("not an address that can be a file's name: " + address);
        }
        return folder.resolve(address);
    }
}
