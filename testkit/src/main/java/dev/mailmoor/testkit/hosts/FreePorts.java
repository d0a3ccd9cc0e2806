package dev.mailmoor.testkit.hosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Hands out ports below the kernel's own range for outgoing connections, so that nobody slips onto one while its server
 * is stopped.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;
    private static final Set<Integer> TAKEN = new HashSet<>();
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

    private FreePorts() {}

    public static synchronized int take() {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = RANDOM.nextInt(LOWEST, BEYOND);
            if (!TAKEN.contains(port) && isFree(port)) {
                TAKEN.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + BEYOND);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
