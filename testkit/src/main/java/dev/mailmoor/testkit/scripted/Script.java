package dev.mailmoor.testkit.scripted;

import java.io.IOException;

/** What a server does with one connection; when it returns, the server hangs up. */
@FunctionalInterface
public interface Script {
    void play(Peer client) throws IOException;
}
