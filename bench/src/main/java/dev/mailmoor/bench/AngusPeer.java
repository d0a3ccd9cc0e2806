package dev.mailmoor.bench;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The same sign-in by Angus Mail: connect, TLS, greeting, login, EXAMINE, logout. It resumes where the server lets it. */
final class AngusPeer implements Peer {
    private final Session session;
    private final int port;

    AngusPeer(Stand stand) {
        Properties settings = new Properties();
        settings.put("mail.imaps.ssl.socketFactory", context(stand).getSocketFactory());
        settings.put("mail.imaps.ssl.checkserveridentity", "true");
        settings.put("mail.imaps.connectiontimeout", "10000");
        settings.put("mail.imaps.timeout", "20000");
        this.session = Session.getInstance(settings);
        this.port = stand.stub().port();
    }

    /** The JDK's own trust manager, as Angus is used: it validates the chain each time. */
    private static SSLContext context(Stand stand) {
        try {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", stand.authority().root());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private void check() {
        try (Store store = session.getStore("imaps")) {
            store.connect("localhost", port, "anna@example.com", "correct horse");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            inbox.close(false);
        } catch (MessagingException e) {
            throw new IllegalStateException("Angus could not sign in to the stub server", e);
        }
    }

    @Override
    public double cpuMillisPerCheck(int checks) {
        return Rounds.cpuMillisPerCheck(this::check, checks);
    }
}
