package dev.mailmoor.protocol.sasl;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The mechanisms that we speak. */
public final class Mechanisms {
    private static final List<Mechanism> OURS = List.of(new Plain(), new Login());

    private Mechanisms() {}

    /** The strongest that both sides speak. */
    public static Optional<Mechanism> strongest(Collection<String> offered) {
        return OURS.stream()
                .filter(mechanism -> offered.contains(mechanism.name()))
                .max(Comparator.comparing(Mechanism::strength));
    }
}
