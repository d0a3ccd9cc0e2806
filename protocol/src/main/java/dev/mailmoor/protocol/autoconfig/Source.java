package dev.mailmoor.protocol.autoconfig;

import java.util.Locale;

/** Where a finding comes from, the best first. */
public enum Source {
    /** The table of providers knows the address's domain. */
    PROVIDER_TABLE,
    /**
     * The table of providers knows the host that takes the domain's mail in. It goes before what the domain publishes: web
     * hosts publish autoconfig and SRV records for every domain they serve, also for those whose mail is elsewhere.
     */
    MX,
    /** Mozilla's autoconfig file, published by the domain. */
    AUTOCONFIG,
    /** SRV records (RFC 6186, RFC 8314 §5.1). */
    SRV,
    /** Microsoft Autodiscover, published by the domain. */
    AUTODISCOVER,
    /** A usual name of the domain that has a listener on a usual port. */
    GUESS;

    /** {@code provider-table}, {@code mx}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
