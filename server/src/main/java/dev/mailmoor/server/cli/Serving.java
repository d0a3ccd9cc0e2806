package dev.mailmoor.server.cli;

import dev.mailmoor.server.MailmoorApplication;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.database.OpenDatabase;
import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.workspace.OwnerLinks;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The running service: first the database, then all that stands on it; ended in the other order. */
public final class Serving implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private final Settings settings;
    private final CompletableFuture<OpenDatabase> database;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable ConfigurableApplicationContext context;

    private Serving(Settings settings) {
        this.settings = settings;
        // PostgreSQL starts while the classes of the service are being loaded.
        this.database = CompletableFuture.supplyAsync(() -> OpenDatabase.open(settings));
    }

    /**
     * Starts everything and returns when it is ready. It ends with the process, or when it is closed.
     *
     * @throws PlainFault when something stands in the way that a person can mend
     */
    public static Serving start(Settings settings) {
        LOG.debug("Starting.");
        Serving serving = new Serving(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "shutdown"));
        try {
            serving.context = serving.application().run();
            return serving;
        } catch (RuntimeException e) {
            serving.close();
            throw plainly(e, settings);
        }
    }

    private SpringApplication application() {
        SpringApplication application = new SpringApplication(MailmoorApplication.class);
        application.setMainApplicationClass(MailmoorApplication.class);
        // The database must outlive the context, so one hook of our own ends both.
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            Map<String, Object> web = Map.of(
                    "server.port",
                    settings.web().port(),
                    "server.address",
                    settings.web().bind());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", web));
            GenericApplicationContext registry = (GenericApplicationContext) context;
            registry.registerBean(Settings.class, () -> settings);
            registry.registerBean(DatabaseAddress.class, () -> database.join().address());
        });
        return application;
    }

    private static RuntimeException plainly(RuntimeException failure, Settings settings) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof PlainFault fault) {
                return fault;
            }
            if (cause instanceof PortInUseException || cause instanceof BindException) {
                return PlainFault.failed("Port " + settings.web().port() + " of "
                        + settings.web().bind()
                        + " cannot be used: another program listens there, or the address is not this machine's.");
            }
        }
        return failure;
    }

    private static Iterable<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .toList();
    }

    /** Prints the line that says where it is, and on a database without an owner the way in. */
    public void announce(PrintWriter out) {
        out.println("Mailmoor is ready at " + settings.web().publicUrl());
        context().getBeanProvider(OwnerLinks.class).stream()
                .flatMap(links -> links.next().stream())
                .forEach(link -> out.println("Create the first owner here, once and within 24 hours: " + link));
        out.flush();
    }

    public ConfigurableApplicationContext context() {
        return Objects.requireNonNull(context, "started");
    }

    /** Waits until it ends. */
    public void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ConfigurableApplicationContext started = context;
        if (started != null) {
            started.close();
        }
        try {
            database.join().close();
        } catch (CompletionException e) {
            LOG.debug("It never opened; why, is told by whoever waited for it.", e);
        }
        ended.countDown();
    }
}
