package dev.mailmoor.server.notify;

/** What we say where a workspace has no words of its own. */
final class OurTemplates {
    private static final Template LOST = new Template("Login lost: {mailbox}", """
            The login of {mailbox} ({address}) was lost. Until it is renewed, no mail of this mailbox is received or sent.

            Why: {cause}

            Since: {since}

            Mail waiting to be sent: {pending}

            Who must act: {whoMustAct}

            Next step:
            {nextStep}

            {action}
            """);

    private static final Template REMINDER = new Template("Still without a login: {mailbox}", """
            {mailbox} ({address}) is still without a login, since {since}. No mail of this mailbox is received or sent.

            Why: {cause}

            Mail waiting to be sent: {pending}

            Who must act: {whoMustAct}

            Next step:
            {nextStep}

            {action}
            """);

    private static final Template RESTORED = new Template("Connected again: {mailbox}", """
            {mailbox} ({address}) is connected again. Its login had been lost since {since}. Nobody needs to act any more.
            """);

    private static final Template DIGEST = new Template("{headline}", """
            {headline} in {workspace}:

            {list}

            {action}
            """);

    private static final Template INCIDENT = new Template("Trouble at {place}", """
            Many mailboxes at {place} have trouble at the same time, since {since}. Nobody is told of each of them, and no further login there counts as lost while it lasts.

            {nextStep}

            {action}
            """);

    /** Of an incident whose place is an OAuth client. */
    static final Template BROKEN_CLIENT = new Template("Mailboxes cannot sign in by {place}", """
            Mailboxes cannot sign in by {place}, since {since}. Nobody is told of each of them, and no further login by it counts as lost while it lasts.

            {nextStep}

            {action}
            """);

    private OurTemplates() {}

    static Template of(TemplateKind kind) {
        return switch (kind) {
            case LOST -> LOST;
            case REMINDER -> REMINDER;
            case RESTORED -> RESTORED;
            case DIGEST -> DIGEST;
            case INCIDENT -> INCIDENT;
        };
    }
}
