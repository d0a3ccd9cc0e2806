package dev.mailmoor.server.api;

import jakarta.servlet.http.HttpServletRequest;

/** Which requests are the API's. */
final class ApiPaths {
    static final String ROOT = "/api/v1";
    static final String[] PATTERNS = {"/api/**", "/health/**", "/metrics"};

    private ApiPaths() {}

    static boolean contain(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/api") || path.startsWith("/api/") || areHealth(request) || path.equals("/metrics");
    }

    /** What supervisors and load balancers ask. */
    static boolean areHealth(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/health/");
    }
}
