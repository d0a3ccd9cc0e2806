package dev.mailmoor.protocol.wire;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.ServerFacts;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Timeouts;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * One attempt's talk with one server: lines out and in, under the deadlines of the stage and of the whole, within the
 * limits, written down without the secret. Commands are gathered and leave together when an answer is awaited.
 */
public final class Conversation implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofMillis(500);
    private static final Link UNCONNECTED = new Unconnected();

    private final LoginRequest request;
    private final Setup setup;
    private final long started = System.nanoTime();
    private final long overall;
    private final Watchdog.Watch watch = Watchdog.watch();
    private final Transcript transcript = new Transcript();
    private final LineReader reader;
    private final Outbox outbox = new Outbox();

    private Link link = UNCONNECTED;
    private Stage stage = Stage.CONNECT;
    private Duration allowed = Duration.ZERO;
    private boolean secured;
    private boolean usable;
    private Optional<InetSocketAddress> localAddress = Optional.empty();
    private Optional<String> mechanism = Optional.empty();
    private Optional<String> greeting = Optional.empty();
    private ServerFacts facts = ServerFacts.NONE;

    public Conversation(LoginRequest request, Setup setup) {
        this.request = request;
        this.setup = setup;
        this.overall = started + setup.timeouts.overall().toNanos();
        this.reader = new LineReader(setup.limits);
    }

    /** Talks over a link that stands already, instead of {@link #open}. */
    public void open(Link standing) {
        link = standing;
        usable = true;
    }

    public LoginRequest request() {
        return request;
    }

    /** What all attempts have in common. */
    public record Setup(NetworkGuard guard, Securing securing, Timeouts timeouts, Limits limits) {}

    /** Connects, and makes the connection secure when it is to be from its first byte. */
    public void open() throws AttemptEnded {
        long connectBy = Math.min(started + setup.timeouts.connect().toNanos(), overall);
        SocketChannel channel = new Connector(setup.guard, watch, connectBy)
                .connect(request.endpoint(), Purpose.of(request.protocol()));
        SocketLink socket = new SocketLink(channel, setup.limits.total());
        link = socket;
        localAddress = localAddress(socket);
        usable = true;
        if (request.endpoint().security() == TlsMode.TLS) {
            secure();
        }
    }

    /** Goes on to a stage, which has its own deadline. */
    public void enter(Stage next) {
        stage = next;
        patience(setup.timeouts.read());
    }

    /** The stage goes on, for so much longer from now. */
    public void patience(Duration longer) {
        allowed = longer;
        watch.until(Math.min(System.nanoTime() + longer.toNanos(), overall));
    }

    /** Hands the connection over to TLS; whatever was read ahead in the clear ends the attempt. */
    public void secure() throws AttemptEnded {
        enter(Stage.TLS);
        if (!reader.isEmpty()) {
            throw spoilt(AttemptEnded.tlsFailed(
                    TlsFailure.INJECTED_BYTES, "the server sent plain text behind its answer to STARTTLS"));
        }
        try {
            link = setup.securing.secure(
                    link, request.endpoint().host(), request.endpoint().port());
            secured = true;
        } catch (AttemptEnded e) {
            throw spoilt(watch.expired() ? timedOut() : e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public boolean secured() {
        return secured;
    }

    /** Whether a secret may be sent now: through TLS, or in the clear because that was asked for. */
    private boolean mayCarrySecrets() {
        return secured || request.endpoint().security() == TlsMode.NONE;
    }

    /** Names the mechanism or login command in use. */
    public void mechanism(String name) {
        mechanism = Optional.of(name);
    }

    /** What binds a sign-in to this connection; empty in the clear. */
    public Optional<ChannelBinding> channelBinding() {
        return link.channelBinding();
    }

    /** Text from a server that did not come as a line, fit to be shown. */
    public String shown(String text) {
        return transcript.redact(Printable.replace(text));
    }

    /** Takes up what the server tells of itself. */
    public void note(ServerFacts told) {
        facts = told;
    }

    public ServerFacts facts() {
        return facts;
    }

    /** Our end of the connection. */
    public Optional<InetSocketAddress> localAddress() {
        return localAddress;
    }

    /** Reads the server's first line. */
    public String readGreeting() throws AttemptEnded {
        enter(Stage.GREETING);
        String line = readLine();
        greeting = Optional.of(line);
        return line;
    }

    /** The server's first line; blank when none came. */
    public String greeting() {
        return greeting.orElse("");
    }

    /** Ends the attempt when a line that begins so is waiting already, though what it would answer is not sent. */
    public void expectUnanswered(String beginning) throws AttemptEnded {
        if (outbox.isEmpty() && reader.holdsLine(beginning)) {
            throw AttemptEnded.broken(Breakage.GARBLED, "the server answers before it is asked");
        }
    }

    /** Whether the connection is still good for further words. */
    public boolean isUsable() {
        return usable;
    }

    /** The next line, fit to be shown: without its end, without control characters, without the secret. */
    public String readLine() throws AttemptEnded {
        try {
            flush();
            String line = transcript.redact(reader.line(link));
            transcript.server(line);
            return line;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public void skipLiteral(long size) throws AttemptEnded {
        try {
            flush();
            reader.skipLiteral(link, size);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Gathers a command, without its line end; it leaves when an answer is awaited. */
    public void send(Command command) {
        if (command.holdsSecret()) {
            if (!mayCarrySecrets()) {
                throw new IllegalStateException("a secret was about to be sent in the clear");
            }
            transcript.secretIsSent(request.secret(), command);
        }
        transcript.client(command.shown());
        outbox.add(command);
        command.wipe();
    }

    public void send(String command) {
        send(Command.of(command));
    }

    /** Sends the bytes of a message as they are; the transcript says only how many. */
    public void sendContent(byte[] content) throws AttemptEnded {
        try {
            flush();
            transcript.client("(" + content.length + " bytes of a message)");
            link.write(ByteBuffer.wrap(content));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void flush() throws IOException {
        if (!outbox.isEmpty()) {
            link.write(outbox.drain());
            outbox.wipe();
        }
    }

    /**
     * Says the last words and reads up to {@code lines} further lines, for a moment at most; what goes wrong then does not
     * matter any more. The trace must have been taken before.
     */
    public void bye(Optional<String> command, int lines) {
        if (!usable) {
            return;
        }
        hurry();
        try {
            command.ifPresent(words -> send(words));
            flush();
            for (int i = 0; i < lines; i++) {
                reader.line(link);
            }
        } catch (IOException | RuntimeException ignored) {
            // The outcome stands.
        }
    }

    /** From now on there is only a moment left. */
    public void hurry() {
        watch.until(Math.min(System.nanoTime() + GOODBYE.toNanos(), overall));
    }

    public Trace trace() {
        return new Trace(
                request.protocol(),
                request.endpoint(),
                stage,
                mechanism,
                greeting,
                transcript.lines(),
                facts,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private AttemptEnded failed(IOException e) {
        if (watch.expired()) {
            return spoilt(timedOut());
        }
        if (e instanceof TlsRefusedException refused) {
            stage = Stage.TLS;
            return spoilt(AttemptEnded.tlsFailed(refused.failure(), String.valueOf(refused.getMessage())));
        }
        Breakage breakage = switch (e) {
            case TooMuchException _ -> Breakage.TOO_MUCH;
            case LineReader.LooksLikeTlsException _ -> Breakage.LOOKS_LIKE_TLS;
            case EOFException _ -> Breakage.CLOSED;
            case SSLException _ -> Breakage.GARBLED;
            default -> isReset(e) ? Breakage.RESET : Breakage.CLOSED;
        };
        return spoilt(AttemptEnded.broken(breakage, String.valueOf(e.getMessage())));
    }

    private static boolean isReset(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("reset") || message.contains("Broken pipe");
    }

    private AttemptEnded timedOut() {
        boolean whole = System.nanoTime() - overall >= 0;
        return AttemptEnded.broken(
                Breakage.TIMED_OUT,
                whole
                        ? "the attempt took longer than "
                                + setup.timeouts.overall().toSeconds() + " s"
                        : "no complete answer came within " + allowed.toSeconds() + " s");
    }

    /** Leaves without a word. */
    public void giveUp() {
        usable = false;
    }

    private AttemptEnded spoilt(AttemptEnded ended) {
        usable = false;
        return ended;
    }

    private static Optional<InetSocketAddress> localAddress(SocketLink socket) {
        try {
            return Optional.of(socket.localAddress());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // Leaving may write a last TLS record to a server that no longer reads.
        hurry();
        outbox.wipe();
        Watchdog.closeQuietly(link);
        watch.close();
    }

    private static final class Unconnected implements Link {
        @Override
        public int read(ByteBuffer into) throws IOException {
            throw new IOException("not connected");
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            throw new IOException("not connected");
        }

        @Override
        public void close() {}
    }
}
