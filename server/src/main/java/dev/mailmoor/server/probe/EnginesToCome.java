package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.tls.TlsEngine;
import dev.mailmoor.protocol.tls.TlsEngines;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Made beside the rest of the start, for a native library takes its time to load; the first check waits for them. */
final class EnginesToCome implements TlsEngines {
    private final CompletableFuture<TlsEngines> engines;

    EnginesToCome(Supplier<TlsEngines> making) {
        engines = CompletableFuture.supplyAsync(
                making, task -> Thread.ofPlatform().daemon().name("tls-engines").start(task));
    }

    @Override
    public TlsEngine open(String host, int port) {
        return engines.join().open(host, port);
    }
}
