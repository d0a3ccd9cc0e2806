package dev.mailmoor.server.provider;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Providers in memory, found by the longest known end of a domain or host name. */
final class ProviderTable implements Providers {
    private final List<Provider> providers;
    private final Provider custom;
    private final Map<String, Provider> byId = new LinkedHashMap<>();
    private final LongestEnds byDomain;
    private final LongestEnds byHost;
    private final LongestEnds byExchanger;

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

    private LongestEnds index(List<ProviderEntry> entries, Function<Marks, List<String>> names) {
        Map<String, Provider> index = new HashMap<>();
        for (ProviderEntry entry : entries) {
            for (Provider region : entry.regions()) {
                names.apply(region.marks()).forEach(name -> index.put(name, region));
            }
        }
        return new LongestEnds(index, custom);
    }

    static ProviderTable bundled() {
        return new ProviderTable(ProviderFile.bundled());
    }

    static ProviderTable in(Path dataFolder) {
        return new ProviderTable(OperatorFile.over(ProviderFile.bundled(), dataFolder));
    }

    @Override
    public Provider byId(String id) {
        return byId.getOrDefault(LongestEnds.canonical(id), custom);
    }

    @Override
    public Provider byAddress(String address) {
        return byDomain.of(address.substring(address.lastIndexOf('@') + 1));
    }

    @Override
    public Provider byHost(String host) {
        return byHost.of(host);
    }

    @Override
    public Provider byExchanger(String host) {
        return byExchanger.of(host);
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
}
