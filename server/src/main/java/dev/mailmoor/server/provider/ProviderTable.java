package dev.mailmoor.server.provider;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Providers in memory, found by the longest known end of a domain or host name. */
final class ProviderTable implements Providers {
    static final String CUSTOM = "custom";

    private final List<Provider> providers;
    private final Provider custom;
    private final Map<String, Provider> byId = new LinkedHashMap<>();
    private final Map<String, Provider> byDomain = new HashMap<>();
    private final Map<String, Provider> byHostSuffix = new HashMap<>();

    /** @param providers checked: {@code custom} among them, nothing twice */
    ProviderTable(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        for (Provider provider : providers) {
            byId.put(provider.id(), provider);
            provider.domains().forEach(domain -> byDomain.put(domain, provider));
            provider.hostSuffixes().forEach(suffix -> byHostSuffix.put(suffix, provider));
        }
        custom = providers.stream()
                .filter(provider -> provider.id().equals(CUSTOM))
                .findFirst()
                .orElseThrow();
    }

    static ProviderTable bundled() {
        return new ProviderTable(ProviderFile.bundled());
    }

    @Override
    public Provider byId(String id) {
        return byId.getOrDefault(canonical(id), custom);
    }

    @Override
    public Provider byAddress(String address) {
        return longestEnd(byDomain, address.substring(address.lastIndexOf('@') + 1));
    }

    @Override
    public Provider byHost(String host) {
        return longestEnd(byHostSuffix, host);
    }

    @Override
    public List<Provider> all() {
        return providers;
    }

    private Provider longestEnd(Map<String, Provider> known, String name) {
        String rest = canonical(name);
        while (!rest.isEmpty()) {
            @Nullable Provider found = known.get(rest);
            if (found != null) {
                return found;
            }
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return custom;
    }

    private static String canonical(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
