package dev.mailmoor.server.vault;

import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.OwnerOnly;
import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets the key that seals the vault's keys from where the settings say it is. */
final class KeyEncryptionKeys {
    private static final Logger LOG = LoggerFactory.getLogger(KeyEncryptionKeys.class);
    private static final String SHAPE = "32 random bytes in base64, as `openssl rand -base64 32` prints them";

    private final KeySource source;
    private final Map<String, String> environment;

    KeyEncryptionKeys(KeySource source, Map<String, String> environment) {
        this.source = source;
        this.environment = environment;
    }

    /** Where it is, in words. */
    String place() {
        return switch (source) {
            case KeySource.InFile(Path path) -> "the file " + path;
            case KeySource.InEnvironment(String name) -> "the variable " + name;
        };
    }

    /**
     * Empty when there is none yet.
     *
     * @throws PlainFault when what is there is not a key, or is open to others
     */
    Optional<KeyEncryptionKey> find() {
        return switch (source) {
            case KeySource.InFile(Path path) -> read(path);
            case KeySource.InEnvironment(String name) ->
                Optional.ofNullable(environment.get(name))
                        .filter(text -> !text.isBlank())
                        .map(this::parse);
        };
    }

    /**
     * For a vault that has sealed nothing yet: what is there, or a new file.
     *
     * @throws PlainFault when a variable should hold it and does not
     */
    KeyEncryptionKey findOrMake() {
        return find().orElseGet(() -> switch (source) {
            case KeySource.InFile(Path path) -> make(path);
            case KeySource.InEnvironment(String name) ->
                throw PlainFault.wrongUse(
                        "The variable " + name + " that MAILMOOR_KEK names is not set: it must hold " + SHAPE + ".");
        });
    }

    private Optional<KeyEncryptionKey> read(Path path) {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
            if (rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"))) {
                throw PlainFault.wrongUse(
                        "The key file " + path + " is open to others: `chmod 600` it, and think who may have read it.");
            }
            return Optional.of(parse(Files.readString(path, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw PlainFault.wrongUse("The key file " + path + " cannot be read.");
        }
    }

    private KeyEncryptionKey parse(String text) {
        byte[] key = decoded(text.strip())
                .filter(bytes -> bytes.length == KeyEncryptionKey.BYTES)
                .orElseThrow(
                        () -> PlainFault.wrongUse("There is no key in " + place() + ": it must hold " + SHAPE + "."));
        try {
            return KeyEncryptionKey.of(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            if (text.matches("[0-9a-fA-F]{64}")) {
                return Optional.of(HexFormat.of().parseHex(text));
            }
            return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private KeyEncryptionKey make(Path path) {
        byte[] key = new byte[KeyEncryptionKey.BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file is in a folder");
            if (!Files.exists(folder)) {
                OwnerOnly.folder(folder);
            }
            Path fresh = folder.resolve(
                    path.getFileName() + "." + ProcessHandle.current().pid());
            OwnerOnly.write(
                    fresh, (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII));
            try {
                // A link, unlike a move, never replaces a key that another process made meanwhile.
                Files.createLink(path, fresh);
            } finally {
                Files.delete(fresh);
            }
            OwnerOnly.sync(folder);
        } catch (FileAlreadyExistsException e) {
            return read(path).orElseThrow(() -> new IllegalStateException("the key file vanished", e));
        } catch (IOException e) {
            throw PlainFault.failed("The key file " + path + " cannot be written.");
        }
        LOG.warn(
                "A NEW KEY WAS MADE: {}. BACK IT UP NOW, apart from the database: without it no stored password can be"
                        + " opened again.",
                path);
        return KeyEncryptionKey.of(key);
    }
}
