package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.CauseClass.LOGIN;
import static dev.mailmoor.server.diagnosis.CauseClass.NEITHER;
import static dev.mailmoor.server.diagnosis.CauseClass.PATH;
import static dev.mailmoor.server.diagnosis.WhoMustAct.MAILBOX_OWNER;
import static dev.mailmoor.server.diagnosis.WhoMustAct.NOBODY;
import static dev.mailmoor.server.diagnosis.WhoMustAct.OPERATOR;
import static dev.mailmoor.server.diagnosis.WhoMustAct.PROVIDER_ADMIN;

import java.util.Locale;

/** Why a channel does not work, in the words of the public contract, and what follows from each. */
public enum Cause {
    WRONG_PASSWORD_OR_USERNAME(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    APP_PASSWORD_REQUIRED(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    APP_PASSWORD_REVOKED_OR_MALFORMED(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    BASIC_AUTH_DISABLED(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    PROTOCOL_DISABLED_FOR_MAILBOX(LOGIN, MAILBOX_OWNER, Mending.AN_ACT),
    OAUTH_GRANT_REVOKED_OR_EXPIRED(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    OAUTH_CONSENT_OR_SCOPE_MISSING(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    /** Not the owners' affair, and it hits every mailbox of the client at once: so it counts as a path. */
    OAUTH_CLIENT_MISCONFIGURED(PATH, OPERATOR, Mending.AN_ACT),
    MFA_OR_CONDITIONAL_ACCESS(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    PROVIDER_SECURITY_CHECK(LOGIN, MAILBOX_OWNER, Mending.AN_ACT),
    ACCOUNT_LOCKED_OR_DISABLED(LOGIN, PROVIDER_ADMIN, Mending.AN_ACT),
    ACCOUNT_DOES_NOT_EXIST(LOGIN, MAILBOX_OWNER, Mending.AN_ACT),
    ALIAS_USED_AS_USERNAME(LOGIN, MAILBOX_OWNER, Mending.AN_ACT),
    LICENSE_OR_PLAN_MISSING(LOGIN, PROVIDER_ADMIN, Mending.AN_ACT),
    PASSWORD_EXPIRED(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    PASSWORD_MUST_CHANGE(LOGIN, MAILBOX_OWNER, Mending.NEW_SECRET),
    TOO_MANY_CONNECTIONS(PATH, OPERATOR, Mending.TIME),
    POP_MAILBOX_IN_USE(NEITHER, NOBODY, Mending.TIME),
    RATE_LIMITED(PATH, NOBODY, Mending.TIME),
    IP_BLOCKED(PATH, OPERATOR, Mending.AN_ACT),
    PROVIDER_OUTAGE_OR_TEMPORARY(PATH, NOBODY, Mending.TIME),
    MAILBOX_OVER_QUOTA(PATH, MAILBOX_OWNER, Mending.AN_ACT),
    TLS_REQUIRED_BEFORE_AUTH(PATH, OPERATOR, Mending.AN_ACT),
    TLS_PLAIN_MISMATCH(PATH, OPERATOR, Mending.AN_ACT),
    CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH(PATH, PROVIDER_ADMIN, Mending.AN_ACT),
    TLS_VERSION_OR_CIPHER(PATH, OPERATOR, Mending.AN_ACT),
    UNSUPPORTED_AUTH_MECHANISM(LOGIN, OPERATOR, Mending.AN_ACT),
    HOST_NOT_FOUND(PATH, OPERATOR, Mending.AN_ACT),
    CONNECTION_REFUSED(PATH, OPERATOR, Mending.TIME),
    CONNECTION_TIMED_OUT(PATH, OPERATOR, Mending.TIME),
    CONNECTION_RESET_OR_CLOSED(PATH, NOBODY, Mending.TIME),
    NOT_A_MAIL_SERVER_ON_PORT(PATH, OPERATOR, Mending.AN_ACT),
    PROXY_OR_ANTIVIRUS_INTERFERENCE(PATH, OPERATOR, Mending.AN_ACT),
    SENDER_NOT_ALLOWED(NEITHER, MAILBOX_OWNER, Mending.AN_ACT),
    SMTP_AUTH_NOT_PERFORMED(PATH, OPERATOR, Mending.AN_ACT),
    MAILBOX_OR_FOLDER_UNAVAILABLE(PATH, MAILBOX_OWNER, Mending.AN_ACT),
    ADDRESS_NOT_ALLOWED(PATH, OPERATOR, Mending.AN_ACT),
    OTHER(PATH, OPERATOR, Mending.AN_ACT);

    private enum Mending {
        /** The owner gives a new secret or signs in again. */
        NEW_SECRET,
        /** Somebody does something; then the same secret works again. */
        AN_ACT,
        /** Nobody need do anything. */
        TIME
    }

    private final CauseClass leadsTo;
    private final WhoMustAct whoMustAct;
    private final Mending mending;

    Cause(CauseClass leadsTo, WhoMustAct whoMustAct, Mending mending) {
        this.leadsTo = leadsTo;
        this.whoMustAct = whoMustAct;
        this.mending = mending;
    }

    /** The contract's word, {@code wrong-password-or-username} for one. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Which class of the contract's section 4 it is in; {@code OTHER} is a lost login only where the sign-in itself failed.
     *
     * @param stage the contract's word
     */
    public CauseClass leadsTo(String stage) {
        boolean signingIn = stage.equals("auth") || stage.equals("token");
        return this == OTHER && signingIn ? LOGIN : leadsTo;
    }

    /** Who usually mends it; a server's words may name somebody else. */
    public WhoMustAct whoMustAct() {
        return whoMustAct;
    }

    public boolean reauthRequired() {
        return mending == Mending.NEW_SECRET;
    }

    /** The server refused the name or the secret as such. */
    boolean refusesSecret() {
        return this == WRONG_PASSWORD_OR_USERNAME
                || this == APP_PASSWORD_REQUIRED
                || this == APP_PASSWORD_REVOKED_OR_MALFORMED;
    }

    /** The same settings may succeed later without anybody acting. */
    public boolean retryable() {
        return mending == Mending.TIME;
    }
}
