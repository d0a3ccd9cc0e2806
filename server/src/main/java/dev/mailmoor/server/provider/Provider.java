package dev.mailmoor.server.provider;

import dev.mailmoor.protocol.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one provider.
 *
 * @param id {@code gmail}, {@code microsoft}, … or {@code custom}
 * @param name as people know it
 * @param loginsPerSecond the login budget of one of its servers; empty: the common one
 * @param appPasswordOnly an ordinary password never works in mail programs there
 * @param appPasswordSteps how to make an app password there, one step each; empty where it has none
 */
public record Provider(
        String id,
        String name,
        List<String> domains,
        List<String> hostSuffixes,
        Optional<Endpoint> imap,
        Optional<Endpoint> pop3,
        Optional<Endpoint> smtp,
        Optional<Integer> loginsPerSecond,
        boolean appPasswordOnly,
        List<String> appPasswordSteps,
        Optional<String> appPasswordUrl) {}
