package dev.mailmoor.server.provider;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Providers in memory, found by the longest known end of a domain or host name. */
final class ProviderTable implements Providers {
    private final List<Provider> providers;
    private final Provider custom;
    private final Map<String, Provider> byId = new LinkedHashMap<>();
    private final Map<String, Provider> byDomain;
    private final Map<String, Provider> byHost;
    private final Map<String, Provider> byExchanger;

    /** @param entries checked: {@code custom} among them, nothing twice */
    ProviderTable(List<ProviderEntry> entries) {
        providers = entries.stream().map(ProviderEntry::whole).toList();
        custom = providers.stream().filter(Provider::isCustom).findFirst().orElseThrow();
        for (Provider provider : providers) {
            byId.put(provider.id(), provider);
            provider.aliases().forEach(alias -> byId.putIfAbsent(alias, provider));
        }
        byDomain = index(entries, Marks::domains);
        byHost = index(entries, Marks::hosts);
        byExchanger = index(entries, Marks::exchangers);
    }

    private static Map<String, Provider> index(List<ProviderEntry> entries, Function<Marks, List<String>> names) {
        Map<String, Provider> index = new HashMap<>();
        for (ProviderEntry entry : entries) {
            for (Provider region : entry.regions()) {
                names.apply(region.marks()).forEach(name -> index.put(name, region));
            }
        }
        return index;
    }

    static ProviderTable bundled() {
        return new ProviderTable(ProviderFile.bundled());
    }

    static ProviderTable in(Path dataFolder) {
        return new ProviderTable(OperatorFile.over(ProviderFile.bundled(), dataFolder));
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
        return longestEnd(byHost, host);
    }

    @Override
    public Provider byExchanger(String host) {
        return longestEnd(byExchanger, host);
    }

    @Override
    public Provider byGreeting(String greeting) {
        return providers.stream()
                .filter(provider -> provider.marks().greetings().stream()
                        .anyMatch(pattern -> pattern.matcher(greeting).find()))
                .findFirst()
                .orElse(custom);
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
