package dev.mailmoor.server.provider;

/** Finds providers. Unknown ones are {@code custom}: never empty. */
public interface Providers {
    Provider byId(String id);

    /** By the domain of an address. */
    Provider byAddress(String address);

    /** By a server's host name. */
    Provider byHost(String host);
}
