package dev.mailmoor.server.monitor;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.probe.Probe;
import dev.mailmoor.server.signin.SignIn;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Says what a test told it to: of an address, else of a host, else that all is well. Remembers what it was asked. */
final class ScriptedProbe implements Probe {
    private final Map<String, Diagnosis> script = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile Runnable meanwhile = () -> {};

    void says(String addressOrHost, Diagnosis diagnosis) {
        script.put(addressOrHost, diagnosis);
    }

    /** Something that happens while a check is under way. */
    void meanwhile(Runnable action) {
        meanwhile = action;
    }

    void forget() {
        script.clear();
        asked.clear();
        meanwhile = () -> {};
    }

    /** Addresses checked since the last call. */
    Queue<String> asked() {
        Queue<String> all = new ConcurrentLinkedQueue<>(asked);
        asked.clear();
        return all;
    }

    @Override
    public Diagnosis check(String address, ChannelSettings settings, SignIn signIn) {
        return check(address, settings, Secret.of("any"));
    }

    @Override
    public Diagnosis check(String address, ChannelSettings settings, Secret secret) {
        asked.add(address);
        meanwhile.run();
        String host = settings.endpoint().host();
        Diagnosis said = script.getOrDefault(address, script.getOrDefault(host, Seen.ok()));
        return new Diagnosis(
                said.finding(),
                said.stage(),
                said.summary(),
                said.serverReply(),
                said.transcript(),
                settings.protocol().name().toLowerCase(Locale.ROOT),
                host,
                settings.endpoint().port(),
                1);
    }
}
