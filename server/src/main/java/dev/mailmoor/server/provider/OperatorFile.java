package dev.mailmoor.server.provider;

import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operator's own {@code providers.yaml}: entries with new ids are added; in one with a known id each key that stands
 * there takes the place of the bundled one. A domain or host that it claims is no longer the bundled provider's.
 */
final class OperatorFile {
    static final String NAME = "providers.yaml";

    private OperatorFile() {}

    static List<ProviderEntry> over(List<ProviderEntry> bundled, Path dataFolder) {
        return text(dataFolder.resolve(NAME)).map(text -> over(bundled, text)).orElse(bundled);
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw PlainFault.wrongUse("The file " + file + " cannot be read.");
        }
    }

    static List<ProviderEntry> over(List<ProviderEntry> bundled, String yaml) {
        ProviderFile file = new ProviderFile();
        List<ProviderEntry> own = file.entries(merged(file.maps(yaml)));
        if (!file.faults().isEmpty()) {
            throw PlainFault.wrongUse(file.faults().stream()
                    .map(fault -> NAME + ": " + fault + ".")
                    .collect(Collectors.joining("\n")));
        }
        return ordered(bundled, own);
    }

    private static List<Map<?, ?>> merged(List<Map<?, ?>> own) {
        Map<String, Map<?, ?>> bundled = ProviderFile.bundledByHand();
        List<Map<?, ?>> merged = new ArrayList<>();
        for (Map<?, ?> entry : own) {
            Map<Object, Object> whole =
                    new LinkedHashMap<>(bundled.getOrDefault(String.valueOf(entry.get("id")), Map.of()));
            whole.putAll(entry);
            merged.add(whole);
        }
        return merged;
    }

    /** The operator's after the bundled ones, whose names they take; {@code custom} stays last. */
    private static List<ProviderEntry> ordered(List<ProviderEntry> bundled, List<ProviderEntry> own) {
        Set<String> replaced = own.stream().map(ProviderEntry::id).collect(Collectors.toSet());
        List<ProviderEntry> ordered = new ArrayList<>();
        bundled.stream().filter(entry -> !replaced.contains(entry.id())).forEach(ordered::add);
        ordered.addAll(own);
        ordered.sort((one, other) ->
                Boolean.compare(one.whole().isCustom(), other.whole().isCustom()));
        return List.copyOf(ordered);
    }
}
