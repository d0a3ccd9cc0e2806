package dev.mailmoor.demo;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The pretended servers and who lives there, with their passwords. */
final class Town implements AutoCloseable {
    private final Map<PretendedProvider, PretendedServer> servers = new EnumMap<>(PretendedProvider.class);
    private final Map<Resident, String> passwords = new ConcurrentHashMap<>();

    Town() {
        for (PretendedProvider provider : PretendedProvider.values()) {
            servers.put(provider, new PretendedServer(provider));
        }
        Resident.ALL.forEach(this::changePassword);
    }

    PretendedServer server(PretendedProvider provider) {
        return Objects.requireNonNull(servers.get(provider));
    }

    String password(Resident resident) {
        return Objects.requireNonNull(passwords.get(resident));
    }

    /** The new one. */
    String changePassword(Resident resident) {
        String password = MadeUp.password();
        passwords.put(resident, password);
        server(resident.provider()).setPassword(resident.address(), password);
        return password;
    }

    @Override
    public void close() {
        servers.values().forEach(PretendedServer::close);
    }
}
