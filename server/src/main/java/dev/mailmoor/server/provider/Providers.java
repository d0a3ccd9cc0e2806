package dev.mailmoor.server.provider;

import java.nio.file.Path;
import java.util.List;

/** Finds providers. Unknown ones are {@code custom}: never empty. Immutable and quick: nothing is read after the start. */
public interface Providers {
    /** By its id or another name of it. */
    Provider byId(String id);

    /** By the domain of an address. */
    Provider byAddress(String address);

    /** By a server's host name. */
    Provider byHost(String host);

    /** By the name of a host that takes a domain's mail in (MX). */
    Provider byExchanger(String host);

    /** By what a server said of itself, in its greeting or its answer to ID. */
    Provider byGreeting(String greeting);

    /** All of them in the order of the table, {@code custom} last. */
    List<Provider> all();

    /** Those that come with Mailmoor. A fault in their table is an {@link IllegalStateException} that names every one. */
    static Providers bundled() {
        return ProviderTable.bundled();
    }

    /**
     * Those that come with Mailmoor, and over them the operator's own in {@code providers.yaml} of this folder, if there is
     * such a file.
     *
     * @throws dev.mailmoor.server.settings.PlainFault naming every fault of the operator's file
     */
    static Providers in(Path dataFolder) {
        return ProviderTable.in(dataFolder);
    }
}
