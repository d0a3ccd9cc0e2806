package dev.mailmoor.demo;

import dev.mailmoor.server.settings.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes the pretended providers known by name: the {@code providers.yaml} that an operator would write. */
final class PretendedTable {
    private PretendedTable() {}

    /** @param data the service's data folder, not started yet */
    static void write(Path data, Town town) throws IOException {
        String table = Arrays.stream(PretendedProvider.values())
                .map(provider -> entry(provider, town.server(provider)))
                .collect(Collectors.joining());
        OwnerOnly.write(OwnerOnly.folder(data).resolve("providers.yaml"), table.getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(PretendedProvider provider, PretendedServer server) {
        String host = provider.host();
        return """
                - id: %s
                  name: %s
                  domains: [%s]
                  hosts: [%s]
                  %s: tls %s %d
                  smtp: tls %s %d
                """.formatted(
                        provider.id(),
                        provider.title(),
                        provider.domain(),
                        host,
                        provider.receiving(),
                        host,
                        server.receivingPort(),
                        host,
                        server.sendingPort());
    }
}
