package dev.mailmoor.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PopTurnsTest {
    private final PopTurns turns = new PopTurns();

    @Test
    void oneMailboxHasOneSessionAtATime() throws Exception {
        AtomicInteger within = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        MailLogin login = request -> {
            most.accumulateAndGet(within.incrementAndGet(), Math::max);
            Thread.yield();
            within.decrementAndGet();
            return signedIn(request);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.submit(() -> {
                    go.await();
                    return turns.taking(request("anna"), login);
                });
            }
            go.countDown();
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void mailboxesDoNotWaitForEachOther() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        MailLogin login = request -> {
            try {
                together.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return signedIn(request);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Outcome>> both = List.of(
                    CompletableFuture.supplyAsync(() -> turns.taking(request("anna"), login), threads),
                    CompletableFuture.supplyAsync(() -> turns.taking(request("bert"), login), threads));
            for (CompletableFuture<Outcome> one : both) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.SignedIn.class);
            }
        }
    }

    private static LoginRequest request(String user) {
        return new LoginRequest(
                Protocol.POP3,
                new Endpoint("pop.example.com", 995, TlsMode.TLS),
                user,
                Secret.of("opensesame"),
                Optional.empty());
    }

    private static Outcome signedIn(LoginRequest request) {
        return new Outcome.SignedIn(new Trace(
                request.protocol(),
                request.endpoint(),
                Stage.SELECT,
                Optional.of("USER"),
                Optional.empty(),
                List.of(),
                Duration.ofMillis(5)));
    }
}
