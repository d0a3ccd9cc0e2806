package dev.mailmoor.demo;

import dev.mailmoor.server.cli.Serving;
import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.settings.Reading;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.settings.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./mailmoor serve --demo}. */
public final class Playground implements AutoCloseable {
    static final String OWNER = "owner@playground.example";

    private static final List<String> FROM_OUTSIDE = List.of(
            "MAILMOOR_PORT",
            "MAILMOOR_BIND",
            "MAILMOOR_PUBLIC_URL",
            // The page of notices asks for these; the addresses here are made up, and reach nobody.
            "MAILMOOR_NOTICE_SMTP_URL",
            "MAILMOOR_NOTICE_FROM");

    /** What they tell of a new data folder, and of notices that nobody gets, is meant for one that stays. */
    private static final List<String> QUIET =
            List.of("dev.mailmoor.server.vault", "dev.mailmoor.server.workspace", "dev.mailmoor.server.notify");

    private final Endings endings;
    private final Path folder;
    private final Town town;
    private final Serving serving;
    private final Api api;
    private final Play play;

    private Playground(Map<String, String> environment, PrintWriter out, Endings endings) throws IOException {
        this.endings = endings;
        folder = endings.begun(ThrowAwayFolder.make(), ThrowAwayFolder::close).path();
        SignIn owner = new SignIn(MadeUp.password(), MadeUp.apiKey());
        Settings settings = settings(environment, owner);
        town = endings.begun(new Town(), Town::close);
        PretendedTable.write(settings.data(), town);
        serving = endings.begun(Serving.start(settings), Playground::end);
        api = new Api("http://127.0.0.1:" + settings.web().port(), owner.apiKey);
        play = endings.begun(new Play(town, api, out), Play::close);
        Resident.ALL.parallelStream().forEach(one -> api.connect(one, town.server(one.provider()), town.password(one)));
        serving.announce(out);
        new Banner(settings.web().publicUrl().toString(), OWNER, owner.password, owner.apiKey).print(out);
    }

    /** Returns when the mailboxes are connected and the banner is printed; nothing is lost before the play begins. */
    static Playground start(Map<String, String> environment, PrintWriter out) throws IOException {
        QUIET.forEach(logger -> System.setProperty("logging.level." + logger, "ERROR"));
        System.setProperty("logging.level.com.icegreen.greenmail", "OFF");
        Endings endings = new Endings();
        Runtime.getRuntime().addShutdownHook(new Thread(endings::close, "end of the playground"));
        try {
            return new Playground(environment, out, endings);
        } catch (IOException | RuntimeException e) {
            endings.close();
            throw e;
        }
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println(
                    "serve --demo takes no further arguments; " + String.join(" ", FROM_OUTSIDE) + " are heeded.");
            System.exit(2);
        }
        try {
            Playground playground = start(System.getenv(), new PrintWriter(System.out, true));
            playground.play.begin();
            playground.serving.await();
        } catch (IOException | RuntimeException e) {
            System.err.println(e instanceof PlainFault ? e.getMessage() : "The playground could not start: " + e);
            System.exit(1);
        }
    }

    Play play() {
        return play;
    }

    Town town() {
        return town;
    }

    Api api() {
        return api;
    }

    Path folder() {
        return folder;
    }

    private Settings settings(Map<String, String> environment, SignIn owner) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("MAILMOOR_DATA", folder.resolve("data").toString());
        all.put(
                "MAILMOOR_TRUSTED_CERTIFICATES",
                PretendedCertificates.write(folder).toString());
        all.put("MAILMOOR_ALLOWED_NETWORKS", "127.0.0.0/8");
        all.put("MAILMOOR_BOOTSTRAP_API_KEY", owner.apiKey);
        all.put("MAILMOOR_BOOTSTRAP_OWNER_EMAIL", OWNER);
        all.put("MAILMOOR_BOOTSTRAP_OWNER_PASSWORD", owner.password);
        // Lively: an hour of a quiet fleet in some minutes.
        all.put("MAILMOOR_CHECK_INTERVAL", "5s");
        all.put("MAILMOOR_POP3_INTERVAL", "5s");
        all.put("MAILMOOR_SENDING_INTERVAL", "8s");
        all.put("MAILMOOR_CONFIRM_DELAY", "1s");
        FROM_OUTSIDE.stream().filter(environment::containsKey).forEach(name -> all.put(name, environment.get(name)));
        return switch (SettingsReader.read(all, Path.of("").toAbsolutePath())) {
            case Reading.Complete complete -> complete.settings();
            case Reading.Faulty faulty -> throw PlainFault.failed(String.join("\n", faulty.faults()));
        };
    }

    private static void end(Serving serving) {
        serving.close();
        // Another thread may be ending it already: the folder must outlive the database.
        serving.await();
    }

    @Override
    public void close() {
        endings.close();
    }

    /** How a person and a program get in. */
    private record SignIn(String password, String apiKey) {}
}
