package dev.mailmoor.server.provider;

import dev.mailmoor.server.provider.AppPasswordFormat.Spaces;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a table, and tells every fault of it. */
final class EntryReader {
    private static final Set<String> REGION_KEYS = Set.of("domains", "hosts", "mx", "imap", "pop3", "smtp");
    private static final Set<String> KEYS = Set.of(
            "id",
            "name",
            "aliases",
            "domains",
            "hosts",
            "mx",
            "greetings",
            "imap",
            "pop3",
            "smtp",
            "regions",
            "loginsPerSecond",
            "ordinaryPassword",
            "oauth",
            "appPassword",
            "switchOn",
            "quirks",
            "sources");
    private static final Set<String> APP_PASSWORD_KEYS = Set.of("url", "steps", "pattern", "inWords", "spaces");
    private static final Set<String> SWITCH_ON_KEYS = Set.of("url", "steps");

    private final Map<?, ?> entry;
    private final String id;
    private final List<String> faults;
    private final BiConsumer<String, String> once;

    /** @param once is told of each name that may stand in one entry only, and of the entry */
    EntryReader(Map<?, ?> entry, List<String> faults, BiConsumer<String, String> once) {
        this.entry = entry;
        this.faults = faults;
        this.once = once;
        this.id = new Fields(entry, "an entry", faults).text("id");
    }

    ProviderEntry read() {
        once.accept("id " + id, id);
        Fields fields = new Fields(entry, id, faults).only(KEYS);
        Provider home = provider(fields);
        List<Provider> regions = new ArrayList<>(List.of(home));
        Marks all = home.marks();
        Servers first = home.servers();
        for (Fields further : fields.maps("regions")) {
            Provider region = at(home, further.only(REGION_KEYS));
            regions.add(region);
            all = all.with(region.marks());
            first = first.none() ? region.servers() : first;
        }
        return new ProviderEntry(changed(home, all, first), regions);
    }

    private Provider provider(Fields fields) {
        List<String> aliases = fields.list("aliases");
        aliases.forEach(alias -> once.accept("id " + alias, id));
        return new Provider(
                id,
                fields.text("name"),
                aliases,
                marks(fields, fields.patterns("greetings")),
                servers(fields),
                passwords(fields),
                guidance(fields.map("switchOn").only(SWITCH_ON_KEYS)),
                quirks(fields),
                fields.positive("loginsPerSecond"),
                fields.list("sources"));
    }

    private Provider at(Provider home, Fields region) {
        return changed(home, marks(region, List.of()), servers(region));
    }

    private static Provider changed(Provider home, Marks marks, Servers servers) {
        return new Provider(
                home.id(),
                home.name(),
                home.aliases(),
                marks,
                servers,
                home.passwords(),
                home.switchOn(),
                home.quirks(),
                home.loginsPerSecond(),
                home.sources());
    }

    private Marks marks(Fields fields, List<Pattern> greetings) {
        Marks marks = new Marks(fields.names("domains"), fields.names("hosts"), fields.names("mx"), greetings);
        Stream.of(
                        Map.entry("domains", marks.domains()),
                        Map.entry("hosts", marks.hosts()),
                        Map.entry("mx", marks.exchangers()))
                .forEach(kind -> kind.getValue().forEach(name -> once.accept(kind.getKey() + " " + name, id)));
        return marks;
    }

    private static Servers servers(Fields fields) {
        return new Servers(fields.servers("imap"), fields.servers("pop3"), fields.servers("smtp"));
    }

    private Passwords passwords(Fields fields) {
        OrdinaryPassword ordinary = fields.word("ordinaryPassword", OrdinaryPassword.class, OrdinaryPassword.WORKS);
        return new Passwords(ordinary, appPassword(fields), fields.yes("oauth"));
    }

    private Optional<AppPassword> appPassword(Fields fields) {
        if (!fields.has("appPassword")) {
            return Optional.empty();
        }
        Fields given = fields.map("appPassword").only(APP_PASSWORD_KEYS);
        Guidance making = guidance(given);
        if (making.steps().isEmpty() || making.url().isEmpty()) {
            faults.add(id + ": appPassword needs url and steps");
        }
        return Optional.of(new AppPassword(making, format(given)));
    }

    private Optional<AppPasswordFormat> format(Fields given) {
        Optional<Pattern> pattern = given.patterns("pattern").stream().findFirst();
        if (pattern.isPresent() && !given.has("inWords")) {
            faults.add(id + ": a pattern of appPassword needs inWords, like \"16 letters\"");
        }
        Spaces spaces = given.word("spaces", Spaces.class, Spaces.PART_OF_IT);
        return pattern.map(one -> new AppPasswordFormat(one, spaces, String.join(" ", given.list("inWords"))));
    }

    private Guidance guidance(Fields given) {
        List<String> url = given.list("url");
        if (url.stream().anyMatch(text -> !text.startsWith("https://"))) {
            faults.add(given.where() + ": the url must begin with https://");
        }
        return new Guidance(given.list("steps"), url.stream().findFirst());
    }

    private Set<Quirk> quirks(Fields fields) {
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        for (String word : fields.list("quirks")) {
            Optional<Quirk> quirk = Quirk.of(word);
            quirk.ifPresent(quirks::add);
            if (quirk.isEmpty()) {
                faults.add(id + ": there is no quirk " + word + "; there are " + words(Quirk.values()));
            }
        }
        return Set.copyOf(quirks);
    }

    static String words(Enum<?>[] values) {
        return String.join(", ", Stream.of(values).map(EntryReader::word).toList());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> strings(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> List.of(value.toString());
        };
    }
}
