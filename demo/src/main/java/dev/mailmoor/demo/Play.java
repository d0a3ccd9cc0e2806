package dev.mailmoor.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens while one watches, scene by scene; each says what it did, and what one may try. */
final class Play implements AutoCloseable {
    private final Town town;
    private final Api api;
    private final PrintWriter out;
    private final List<Scene> scenes;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param after how long after the scene before it */
    record Scene(Duration after, Runnable act) {}

    Play(Town town, Api api, PrintWriter out) {
        this.town = town;
        this.api = api;
        this.out = out;
        this.scenes = List.of(
                scene(30, () -> loses("Anna")),
                scene(40, () -> goesDown(PretendedProvider.LANTERN)),
                scene(45, () -> comesBack(PretendedProvider.LANTERN)),
                scene(20, () -> loses("Farid")),
                scene(40, () -> mends("Farid")),
                scene(30, () -> loses("Kavya")),
                scene(60, () -> loses("David")),
                scene(60, () -> mends("David")));
    }

    private static Scene scene(int afterSeconds, Runnable act) {
        return new Scene(Duration.ofSeconds(afterSeconds), act);
    }

    /** Plays all scenes at their time, once. */
    void begin() {
        Thread.ofVirtual().name("play").start(() -> {
            for (Scene scene : scenes) {
                if (endedWithin(scene.after())) {
                    return;
                }
                scene.act().run();
            }
            say("That was all. What is lost stays so until you mend it; Ctrl+C ends the playground.");
        });
    }

    /** The password changes at the provider, as if its owner had done so there. */
    void loses(String first) {
        Resident resident = Resident.named(first);
        String password = town.changePassword(resident);
        say(("%s changed the password of %s. Watch it turn suspect, then lost."
                        + " Mend it in the console: the new password is %s")
                .formatted(first, resident.address(), password));
    }

    void mends(String first) {
        Resident resident = Resident.named(first);
        if (api.mailbox(resident).path("state").asString().equals("connected")) {
            return;
        }
        api.renew(resident, town.password(resident));
        say("%s entered the new password of %s in Mailmoor: it is connected again."
                .formatted(first, resident.address()));
    }

    void goesDown(PretendedProvider provider) {
        town.server(provider).goDown();
        say("%s went down. Its mailboxes become unreachable; none of them is called lost.".formatted(provider.title()));
    }

    void comesBack(PretendedProvider provider) {
        town.server(provider).comeBack();
        say("%s is back. Its mailboxes connect by themselves.".formatted(provider.title()));
    }

    private boolean endedWithin(Duration time) {
        try {
            return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void say(String sentence) {
        out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + sentence);
        out.flush();
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
