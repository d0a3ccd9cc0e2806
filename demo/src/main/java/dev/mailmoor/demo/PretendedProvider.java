package dev.mailmoor.demo;

import java.net.InetAddress;
import java.util.Locale;

/** The three providers; their names are reserved for examples (RFC 2606 §3), their addresses are the loopback's. */
enum PretendedProvider {
    NORTHWIND("Northwind Mail", "mail.northwind.example", "127.0.0.2", "imap"),
    HARBOUR("Harbour Post", "post.harbour.example", "127.0.0.3", "pop3"),
    LANTERN("Lantern Hosting", "mx.lantern.example", "127.0.0.4", "imap");

    private final String title;
    private final String host;
    private final String address;
    private final String receiving;

    PretendedProvider(String title, String host, String address, String receiving) {
        this.title = title;
        this.host = host;
        this.address = address;
        this.receiving = receiving;
    }

    /** The word in the API. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    String host() {
        return host;
    }

    InetAddress address() {
        return InetAddress.ofLiteral(address);
    }

    /** {@code imap} or {@code pop3}. */
    String receiving() {
        return receiving;
    }

    String domain() {
        return host.substring(host.indexOf('.') + 1);
    }
}
