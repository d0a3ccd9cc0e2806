package dev.mailmoor.bench;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A stub, and whom to trust to believe it. */
record Stand(StubServer stub, CertificateAuthority authority, Path folder) implements AutoCloseable {
    static Optional<Stand> set(CertificateAuthority authority, StubServer.Tickets tickets)
            throws IOException, InterruptedException {
        Optional<StubServer> stub = StubServer.start(authority, tickets);
        if (stub.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("mailmoor-bench-peers");
        Files.writeString(folder.resolve("root.pem"), authority.rootPem());
        return Optional.of(new Stand(stub.get(), authority, folder));
    }

    Path root() {
        return folder.resolve("root.pem");
    }

    @Override
    public void close() throws IOException {
        stub.close();
        Folders.delete(folder);
    }
}
