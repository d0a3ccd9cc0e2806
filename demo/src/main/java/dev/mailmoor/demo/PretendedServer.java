package dev.mailmoor.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One provider's mail server, TLS from the first byte; it can go down and come back on the same ports. */
final class PretendedServer implements AutoCloseable {
    private final PretendedProvider provider;
    private final ServerSetup receiving;
    private final ServerSetup sending;
    private final GreenMail greenMail;
    /** GreenMail forgets its users when it stops. */
    private final Map<String, String> passwords = new ConcurrentHashMap<>();

    PretendedServer(PretendedProvider provider) {
        this.provider = provider;
        this.receiving = setup(provider, provider.receiving() + "s");
        this.sending = setup(provider, ServerSetup.PROTOCOL_SMTPS);
        this.greenMail = new GreenMail(new ServerSetup[] {receiving, sending});
        greenMail.start();
    }

    private static ServerSetup setup(PretendedProvider provider, String protocol) {
        try (ServerSocket free = new ServerSocket(0, 1, provider.address())) {
            return new ServerSetup(free.getLocalPort(), provider.address().getHostAddress(), protocol);
        } catch (IOException e) {
            throw new UncheckedIOException("The playground cannot listen on " + provider.address(), e);
        }
    }

    PretendedProvider provider() {
        return provider;
    }

    int receivingPort() {
        return receiving.getPort();
    }

    int sendingPort() {
        return sending.getPort();
    }

    /** A new user, or a new password of one. */
    synchronized void setPassword(String address, String password) {
        passwords.put(address, password);
        greenMail.setUser(address, address, password);
    }

    synchronized void goDown() {
        greenMail.stop();
    }

    synchronized void comeBack() {
        greenMail.start();
        passwords.forEach((address, password) -> greenMail.setUser(address, address, password));
    }

    @Override
    public synchronized void close() {
        greenMail.stop();
    }
}
