package dev.mailmoor.server.mailbox;

/** What a mailbox signs in with. */
public enum CredentialKind {
    PASSWORD("password"),
    APP_PASSWORD("app-password"),
    OAUTH("oauth");

    private final String word;

    CredentialKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
