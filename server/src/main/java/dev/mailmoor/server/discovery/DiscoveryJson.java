package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.provider.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The public contract's JSON of what was found. */
public final class DiscoveryJson {
    private DiscoveryJson() {}

    public static Map<String, @Nullable Object> toMap(Discovered found) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("receiving", servers(found.receiving()));
        json.put("sending", servers(found.sending()));
        json.put("provider", found.provider().id());
        json.put("guidance", guidance(found.provider()));
        json.put("asked", found.asked().stream().map(DiscoveryJson::asked).toList());
        return json;
    }

    private static List<Map<String, Object>> servers(List<FoundServer> servers) {
        return servers.stream().map(DiscoveryJson::server).toList();
    }

    public static Map<String, Object> server(FoundServer server) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protocol", word(server.protocol()));
        json.put("host", server.endpoint().host());
        json.put("port", server.endpoint().port());
        json.put("security", word(server.endpoint().security()));
        json.put("username", server.username());
        json.put("source", server.source().word());
        json.put("place", server.place());
        return json;
    }

    private static Map<String, @Nullable Object> guidance(Provider provider) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("providerName", provider.isCustom() ? null : provider.name());
        json.put("appPassword", provider.appPasswordSteps());
        json.put("url", provider.appPasswordUrl().orElse(null));
        json.put("switchOn", provider.switchOn().steps());
        json.put("switchOnUrl", provider.switchOn().url().orElse(null));
        json.put(
                "ordinaryPassword",
                provider.isCustom() ? null : word(provider.passwords().ordinary()));
        json.put("oauth", provider.passwords().oauth());
        return json;
    }

    private static Map<String, Object> asked(Asked asked) {
        return Map.of("source", asked.source().word(), "place", asked.place(), "answer", asked.answer());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
