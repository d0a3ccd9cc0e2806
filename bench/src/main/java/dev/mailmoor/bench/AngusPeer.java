package dev.mailmoor.bench;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** The same sign-in by Angus Mail: connect, TLS, greeting, login, EXAMINE, logout. */
final class AngusPeer {
    private final Session session;
    private final int port;

    AngusPeer(SSLSocketFactory sockets, int port) {
        Properties settings = new Properties();
        settings.put("mail.imaps.ssl.socketFactory", sockets);
        settings.put("mail.imaps.ssl.checkserveridentity", "true");
        settings.put("mail.imaps.connectiontimeout", "10000");
        settings.put("mail.imaps.timeout", "20000");
        this.session = Session.getInstance(settings);
        this.port = port;
    }

    void check() {
        try (Store store = session.getStore("imaps")) {
            store.connect("localhost", port, "anna@example.com", "correct horse");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            inbox.close(false);
        } catch (MessagingException e) {
            throw new IllegalStateException("Angus could not sign in to the stub server", e);
        }
    }
}
