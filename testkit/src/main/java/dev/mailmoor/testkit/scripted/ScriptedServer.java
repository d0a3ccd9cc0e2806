package dev.mailmoor.testkit.scripted;

import dev.mailmoor.testkit.certificates.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Listens on the loopback and plays its script for each connection, on a thread of its own. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    private ScriptedServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::listen);
    }

    /** Begins in the clear. */
    public static ScriptedServer plain(Script script) {
        return new ScriptedServer(script);
    }

    /** Speaks TLS from the first byte. */
    public static ScriptedServer tls(ServerCertificate certificate, Script script) {
        return new ScriptedServer(client -> {
            client.startTls(certificate);
            script.play(client);
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return peers.size();
    }

    /** All lines heard, from all connections in their order. */
    public List<String> heard() {
        return peers.stream().flatMap(peer -> peer.received().stream()).toList();
    }

    /** What scripts expected and did not get. That a client leaves early is no fault. */
    public List<Throwable> faults() {
        return faults;
    }

    /** Ends every connection, and waits until none is open. */
    public void awaitSilence() {
        threads.shutdownNow();
        open.forEach(ScriptedServer::drop);
        try {
            threads.awaitTermination(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.submit(() -> play(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Socket socket) {
        Peer peer = new Peer(socket);
        peers.add(peer);
        try (socket) {
            script.play(peer);
            peer.hangUp();
        } catch (IOException left) {
            // The client went away, which is its right.
        } catch (AssertionError | RuntimeException e) {
            faults.add(e);
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
