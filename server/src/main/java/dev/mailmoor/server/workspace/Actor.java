package dev.mailmoor.server.workspace;

import java.util.UUID;

/** Who does something; its {@link #label()} goes into timelines and the audit trail. */
public sealed interface Actor {
    String label();

    /** A signed-in member. */
    record Person(UUID personId, String email) implements Actor {
        @Override
        public String label() {
            return email;
        }
    }

    /** A program with an API key. */
    record Program(UUID apiKeyId, String name) implements Actor {
        @Override
        public String label() {
            return "API key " + name;
        }
    }

    /**
     * Somebody with no account who holds a link.
     *
     * @param madeBy who made the link
     */
    record LinkHolder(UUID linkId, String madeBy) implements Actor {
        @Override
        public String label() {
            return "link of " + madeBy;
        }
    }

    /** Mailmoor itself. */
    record Mailmoor() implements Actor {
        @Override
        public String label() {
            return "Mailmoor";
        }
    }
}
