package dev.mailmoor.e2e.s07_notices;

import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay that takes every mail, and leaves its sender without an answer to one of them. */
final class HoldingRelay implements AutoCloseable {
    private static final Pattern BASE64 =
            Pattern.compile("(?i)Content-Transfer-Encoding: base64\\n(?:[^\\n]+\\n)*\\n([A-Za-z0-9+/=\\n]+)");

    private final List<Arrived> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ScriptedServer server = ScriptedServer.plain(this::serve);
    private final int which;
    private volatile boolean holding = true;

    /** @param which counted from one */
    HoldingRelay(int which) {
        this.which = which;
    }

    static HoldingRelay never() {
        return new HoldingRelay(Integer.MAX_VALUE);
    }

    /** A mail with its parts in base64 decoded. */
    static String plain(Arrived mail) {
        StringBuilder plain = new StringBuilder(mail.text());
        Matcher part = BASE64.matcher(mail.text());
        while (part.find()) {
            // Arrived joins lines that end in =, and so takes half of the padding away.
            byte[] bytes = Base64.getMimeDecoder().decode(part.group(1).replace("=", ""));
            plain.append(new String(bytes, StandardCharsets.UTF_8));
        }
        return plain.toString();
    }

    String url() {
        return "smtp://127.0.0.1:" + server.port();
    }

    List<Arrived> taken() {
        return List.copyOf(taken);
    }

    boolean holds() {
        return taken.size() >= which;
    }

    Arrived held() {
        return taken.get(which - 1);
    }

    void answersAll() {
        holding = false;
    }

    private void serve(Peer peer) throws IOException {
        peer.say("220 relay.moor.test ESMTP");
        String line = peer.hear();
        while (!line.startsWith("QUIT")) {
            switch (line.split("[ :]", 2)[0]) {
                case "EHLO" -> peer.say("250 relay.moor.test");
                case "DATA" -> take(peer);
                default -> peer.say("250 Ok");
            }
            line = peer.hear();
        }
        peer.say("221 Bye");
    }

    private void take(Peer peer) throws IOException {
        peer.say("354 Go on");
        StringJoiner mail = new StringJoiner("\n");
        for (String line = peer.hear(); !line.equals("."); line = peer.hear()) {
            mail.add(line);
        }
        taken.add(Arrived.of(mail.toString()));
        if (holding && taken.size() == which) {
            hold();
        }
        peer.say("250 Ok: taken");
    }

    private void hold() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.close();
    }
}
