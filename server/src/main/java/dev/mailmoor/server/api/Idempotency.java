package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Map;

/** Remembers for a day what was answered to a request with an {@code Idempotency-Key}. */
interface Idempotency {
    /** @param request what makes it the same request: method, path, query and body */
    Start begin(WorkspaceId workspace, String key, byte[] request);

    void finish(WorkspaceId workspace, String key, Answer answer);

    /** The request came to nothing that must not happen twice: its key is free again. */
    void release(WorkspaceId workspace, String key);

    /** @param shownOnce it holds a secret that is shown once: it is not kept */
    record Answer(int status, Map<String, String> headers, byte[] body, boolean shownOnce) {}

    /** Whether the request goes ahead. */
    sealed interface Start {
        record Fresh() implements Start {}

        record Done(Answer answer) implements Start {}

        record AtWork() implements Start {}

        /** The key was used for another request. */
        record Other() implements Start {}
    }
}
