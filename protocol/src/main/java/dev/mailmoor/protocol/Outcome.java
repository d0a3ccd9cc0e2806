package dev.mailmoor.protocol;

/** What one attempt to sign in to one mail server came to. */
public sealed interface Outcome {
    Trace trace();

    /** Signed in, and the proof succeeded (EXAMINE INBOX, STAT, or MAIL FROM and RSET). */
    record SignedIn(Trace trace) implements Outcome {}

    /** The server answered, and said no, at the trace's stage: a greeting of refusal, a failed login, a failed proof. */
    record Refused(Trace trace, Reply reply) implements Outcome {}

    /**
     * Signed in, but the server does not take the mailbox's address as a sender: its answer to MAIL FROM. Whether for that
     * address, or for good, is in its words; a dialogue that breaks there is {@link Broken}.
     */
    record SenderRefused(Trace trace, Reply reply) implements Outcome {}

    /**
     * The server accepted the sign-in, but did not prove that it knows the password, as it must in SCRAM (RFC 5802 §3):
     * somebody may stand in its place. The password itself was not sent.
     */
    record ServerNotProved(Trace trace, String detail) implements Outcome {}

    /** No connection came about. */
    record NotConnected(Trace trace, ConnectFailure failure, String detail) implements Outcome {}

    /** The TLS handshake failed, or the certificate did not hold. */
    record TlsFailed(Trace trace, TlsFailure failure, String detail) implements Outcome {}

    /** The dialogue broke off, or what came was not the protocol. */
    record Broken(Trace trace, Breakage breakage, String detail) implements Outcome {}

    /**
     * The server is well but does not offer what sign-in needs, or the protocol cannot carry what was given; no secret was
     * sent.
     */
    record NotOffered(Trace trace, Missing missing, String detail) implements Outcome {}

    /** Why there was no connection. */
    enum ConnectFailure {
        HOST_NOT_FOUND,
        /** DNS itself did not answer: says nothing about the host. */
        NAME_SERVICE_FAILED,
        /** The network guard forbids one of the host's addresses, or no security outside the allowed networks. */
        ADDRESS_NOT_ALLOWED,
        REFUSED,
        TIMED_OUT,
        UNREACHABLE
    }

    /** Why TLS did not come about. */
    enum TlsFailure {
        CERTIFICATE_EXPIRED,
        CERTIFICATE_UNTRUSTED,
        NAME_MISMATCH,
        /** Somebody trusted vouches for it, but with a key or signature that is too weak to be believed (RSA below 2048, SHA-1). */
        CERTIFICATE_WEAK,
        /** The server lets nobody in without a certificate of the client's. */
        CLIENT_CERTIFICATE_REQUIRED,
        /**
         * The other side answered in plain text: it does not speak TLS on this port. One that just closes is {@link
         * Breakage#CLOSED} at stage TLS, for that tells nothing of its kind.
         */
        NOT_TLS,
        VERSION_OR_CIPHER,
        /** STARTTLS was refused after it had been offered. */
        STARTTLS_REFUSED,
        /** Bytes stood behind the reply to STARTTLS, before the handshake: somebody may be injecting. */
        INJECTED_BYTES,
        OTHER
    }

    /** How a dialogue broke. */
    enum Breakage {
        CLOSED,
        RESET,
        TIMED_OUT,
        /** What came is not this protocol, or not well-formed. */
        GARBLED,
        /** A line, a literal, a reply or the whole was larger than we take. */
        TOO_MUCH,
        /** The bytes look like a TLS record on a connection that should be plain. */
        LOOKS_LIKE_TLS
    }

    /** What the server does not offer. */
    enum Missing {
        /** STARTTLS was asked for and is not in the capabilities. */
        STARTTLS,
        /** Sign-in is disabled until the connection is secured (LOGINDISABLED, no AUTH before TLS). */
        LOGIN_WITHOUT_TLS,
        /** Only mechanisms that we do not speak (NTLM, GSSAPI, …); the detail names them. */
        MECHANISM,
        /** Sign-in is by OAuth token only, and a password was given. */
        PASSWORD_SIGN_IN,
        /** Sign-in is by password only, and an OAuth token was given. */
        TOKEN_SIGN_IN,
        /** Not the server's lack: the protocol cannot carry this name or secret (a line break, say). It was not sent. */
        UNSENDABLE,
        /** SMTP without AUTH at all on this port. */
        AUTHENTICATION
    }
}
