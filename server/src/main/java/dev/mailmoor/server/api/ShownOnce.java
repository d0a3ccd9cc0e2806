package dev.mailmoor.server.api;

import jakarta.servlet.http.HttpServletRequest;

/** Marks an answer that holds a secret which is shown now and never again, so that it is not kept for a repeated request. */
final class ShownOnce {
    private static final String MARK = ShownOnce.class.getName();

    private ShownOnce() {}

    static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    static boolean isMarked(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }
}
