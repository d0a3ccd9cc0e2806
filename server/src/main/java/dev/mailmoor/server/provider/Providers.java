package dev.mailmoor.server.provider;

import java.util.List;

/** Finds providers. Unknown ones are {@code custom}: never empty. Immutable and quick: nothing is read after the start. */
public interface Providers {
    Provider byId(String id);

    /** By the domain of an address. */
    Provider byAddress(String address);

    /** By a server's host name. */
    Provider byHost(String host);

    /** All of them in the order of the table, {@code custom} last. */
    List<Provider> all();

    /** Those that come with Mailmoor. A fault in their table is an {@link IllegalStateException} that names every one. */
    static Providers bundled() {
        return ProviderTable.bundled();
    }
}
