package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How a workspace tells its people, for the doors. */
public interface NoticeSettings {
    /** What notices say, and what became of the last ones. */
    Overview of(WorkspaceId workspace);

    Outcome choose(Access access, Choices choices);

    Outcome changeTemplate(Access access, TemplateKind kind, Template template);

    /** Ours again. */
    void resetTemplate(Access access, TemplateKind kind);

    /** What somebody would get, with made-up mailboxes. */
    Preview preview(WorkspaceId workspace, TemplateKind kind, Template template);

    /** Sends such a preview to a member. */
    Outcome sendTest(Access access, TemplateKind kind, Template template, String to);

    /** Newest first. @param before the mail to go on behind; empty for the newest */
    List<SentNotice> newest(WorkspaceId workspace, int limit, Optional<UUID> before);

    boolean wantsNotices(WorkspaceId workspace, UUID person);

    void want(WorkspaceId workspace, UUID person, Wish wish);

    /** Whether a member gets notices. */
    enum Wish {
        NOTICES,
        NONE
    }

    /** Whether owners and mailboxes get a link for renewing the login. */
    enum Links {
        SENT,
        LEFT_OUT
    }

    /** By what people know that something is from this workspace, and where they get help. */
    Marks marks(WorkspaceId workspace);

    /** @param support the workspace's own place, else the installation's: {@code https:}, {@code http:} or {@code mailto:} */
    record Marks(String phrase, Optional<URI> support) {}

    /**
     * @param phrase all notices carry it; may be empty
     * @param support where people get help; empty: where the installation says
     */
    record Choices(String phrase, Links links, String support) {
        public Choices(String phrase, Links links) {
            this(phrase, links, "");
        }
    }

    /**
     * @param relay where notices are handed to; empty when none is configured
     * @param from empty when none is configured
     * @param templates those in force, of every kind
     * @param own those kinds that the workspace has its own words for
     */
    record Overview(
            Optional<String> relay,
            Optional<String> from,
            Choices choices,
            Map<TemplateKind, Template> templates,
            List<TemplateKind> own) {}

    /** A notice as it would arrive. */
    record Preview(String subject, String text, String html) {}

    /** What came of a change. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        record Invalid(List<Template.Fault> faults) implements Outcome {}
    }
}
