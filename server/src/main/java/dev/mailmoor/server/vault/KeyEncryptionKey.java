package dev.mailmoor.server.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The key that seals the vault's keys: 256 bits, written as Base64 in a file or a variable of the environment. */
final class KeyEncryptionKey {
    private static final int BYTES = 32;
    private static final int LARGEST_FILE = 1_024;

    private final Aead aead;
    private final String fingerprint;

    private KeyEncryptionKey(byte[] key) {
        try {
            aead = new AesGcmJce(key);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("mailmoor key-encryption key".getBytes(StandardCharsets.US_ASCII));
            fingerprint = HexFormat.of().formatHex(digest.digest(key), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM or SHA-256", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    Aead aead() {
        return aead;
    }

    /** Tells two keys apart and gives nothing away: 16 hexadecimal digits. */
    String fingerprint() {
        return fingerprint;
    }

    /** Empty when the source holds none. */
    static Optional<KeyEncryptionKey> find(KeySource source) {
        return switch (source) {
            case KeySource.InFile(Path path) -> read(path).map(text -> parse(text, path.toString()));
            case KeySource.InEnvironment(String name) ->
                Optional.ofNullable(System.getenv(name)).map(text -> parse(text, "the environment's " + name));
        };
    }

    /** Makes a key in a file that only its owner may read; a file that is there already stays as it is. */
    static KeyEncryptionKey create(Path path) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var write = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel file = FileChannel.open(path, write, ownerOnly)) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        } catch (FileAlreadyExistsException e) {
            throw PlainFault.wrongUse("The key file " + path + " appeared while it was being made; start again.");
        } catch (IOException e) {
            throw PlainFault.failed("The key file " + path + " cannot be written: " + e.getMessage());
        }
        return new KeyEncryptionKey(key);
    }

    private static Optional<String> read(Path path) {
        try {
            if (Files.size(path) > LARGEST_FILE) {
                throw PlainFault.wrongUse("The file " + path + " is too large to be a key.");
            }
            return Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw PlainFault.failed("The key file " + path + " cannot be read: " + e.getMessage());
        }
    }

    private static KeyEncryptionKey parse(String text, String where) {
        Optional<byte[]> key = decode(text.strip()).filter(bytes -> bytes.length == BYTES);
        return new KeyEncryptionKey(key.orElseThrow(
                () -> PlainFault.wrongUse("What " + where + " holds is not a key: 32 bytes in Base64 are wanted.")));
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
