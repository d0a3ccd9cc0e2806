package dev.mailmoor.server.signin;

import java.net.URI;
import java.util.Set;

/** Compares issuers (RFC 9207 §2.4): letter for letter, but for Microsoft's that stand for any tenant. */
final class Issuers {
    private static final String MICROSOFT = "https://login.microsoftonline.com/";
    private static final String PUBLISHED = "{tenantid}";
    private static final String TENANT = "tenantid";
    private static final Set<String> ANY_TENANT = Set.of("common", "organizations", "consumers");

    private Issuers() {}

    /** Microsoft publishes a placeholder that no URI may hold, in place of a tenant. */
    static String readable(String metadata) {
        return metadata.replace(PUBLISHED, TENANT);
    }

    static boolean same(String configured, String told) {
        return bare(configured).equals(bare(told)) || bare(told).equals(bare(template(configured)));
    }

    /** Whether it stands for no tenant in particular: there nobody but a person can sign in. */
    static boolean isOfAnyTenant(URI issuer) {
        return !template(issuer.toString()).equals(issuer.toString());
    }

    /** @param tenant of the ID token's claim {@code tid} */
    static boolean same(String configured, String told, String tenant) {
        return same(configured, told)
                || !tenant.isEmpty()
                        && tenant.matches("[0-9a-fA-F-]{36}")
                        && bare(told).equals(bare(template(configured).replace(TENANT, tenant)));
    }

    /** As an answer itself tells it, before any ID token names the tenant. */
    static boolean sameOfAnyTenant(String configured, String told) {
        String template = bare(template(configured));
        int before = template.indexOf(TENANT);
        int after = before + TENANT.length();
        boolean fits = before > 0
                && told.length() > template.length()
                && told.startsWith(template.substring(0, before))
                && told.endsWith(template.substring(after));
        return same(configured, told)
                || fits && same(configured, told, told.substring(before, told.length() - (template.length() - after)));
    }

    /** {@code common} becomes the placeholder that Microsoft publishes in its stead. */
    private static String template(String issuer) {
        if (!issuer.startsWith(MICROSOFT)) {
            return issuer;
        }
        String rest = issuer.substring(MICROSOFT.length());
        int slash = rest.indexOf('/');
        boolean any = slash > 0 && ANY_TENANT.contains(rest.substring(0, slash));
        return any ? MICROSOFT + TENANT + rest.substring(slash) : issuer;
    }

    private static String bare(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
