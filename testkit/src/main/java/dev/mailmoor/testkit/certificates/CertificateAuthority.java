package dev.mailmoor.testkit.certificates;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A root and an intermediate made for this run; what it issues is trusted by whoever trusts {@link #root()}. Making one
 * with RSA keys takes a fifth of a second: share it among tests.
 */
public final class CertificateAuthority {
    private static final Duration YEAR = Duration.ofDays(365);

    private final KeyKind kind;
    private final KeyPair intermediateKey;
    private final X509Certificate root;
    private final X509Certificate intermediate;

    private CertificateAuthority(KeyKind kind) {
        this.kind = kind;
        this.intermediateKey = kind.newPair();
        KeyPair rootKey = kind.newPair();
        Signer self = new Signer("CN=Mailmoor test root", rootKey.getPrivate(), rootKey.getPublic(), kind);
        this.root = self.authority("CN=Mailmoor test root", rootKey.getPublic());
        this.intermediate = self.authority("CN=Mailmoor test intermediate", intermediateKey.getPublic());
    }

    public static CertificateAuthority create(KeyKind kind) {
        return new CertificateAuthority(kind);
    }

    public X509Certificate root() {
        return root;
    }

    public String rootPem() {
        return Pem.of(root);
    }

    /** A good certificate for these DNS names and address literals, at least one. */
    public ServerCertificate issue(String... names) {
        Instant now = Instant.now();
        return issue(new Validity(now.minus(Duration.ofDays(1)), now.plus(YEAR)), names);
    }

    /** One that ran out yesterday. */
    public ServerCertificate issueExpired(String... names) {
        Instant now = Instant.now();
        return issue(new Validity(now.minus(YEAR), now.minus(Duration.ofDays(1))), names);
    }

    public ServerCertificate issue(Validity validity, String... names) {
        KeyPair key = kind.newPair();
        return issued(key, signer().leaf(key.getPublic(), validity, names));
    }

    /** One whose subject is as given, perhaps empty, whatever the names are; these may be none. */
    public ServerCertificate issueTo(String subject, String... names) {
        KeyPair key = kind.newPair();
        Instant now = Instant.now();
        Validity validity = new Validity(now.minus(Duration.ofDays(1)), now.plus(YEAR));
        return issued(key, signer().leaf(subject, key.getPublic(), validity, names));
    }

    private ServerCertificate issued(KeyPair key, X509Certificate leaf) {
        return new ServerCertificate(key.getPrivate(), List.of(leaf, intermediate));
    }

    private Signer signer() {
        return new Signer(
                "CN=Mailmoor test intermediate", intermediateKey.getPrivate(), intermediateKey.getPublic(), kind);
    }

    /** One that nobody vouches for. */
    public static ServerCertificate selfSigned(KeyKind kind, String... names) {
        KeyPair key = kind.newPair();
        Instant now = Instant.now();
        Validity validity = new Validity(now.minus(Duration.ofDays(1)), now.plus(YEAR));
        Signer self = new Signer("CN=" + names[0], key.getPrivate(), key.getPublic(), kind);
        return new ServerCertificate(key.getPrivate(), List.of(self.leaf(key.getPublic(), validity, names)));
    }

    /** From when until when. */
    public record Validity(Instant from, Instant until) {}
}
