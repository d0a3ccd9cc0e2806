package dev.mailmoor.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What tables there are, as the database itself tells it. */
final class Schema {
    private static final String MIGRATIONS = "classpath:db/migration";
    private static final String HISTORY = "flyway_schema_history";
    /** Open sessions are keys to the door: they stay out of backups, and people sign in again. */
    private static final Set<String> LEFT_OUT = Set.of(HISTORY, "spring_session", "spring_session_attributes");

    private final Connection connection;

    Schema(Connection connection) {
        this.connection = connection;
    }

    static Flyway migrations(DatabaseAddress address, MigrationVersion target) {
        return Flyway.configure()
                .dataSource(
                        address.jdbcUrl(), address.user(), address.password().reveal(text -> text))
                .locations(MIGRATIONS)
                .target(target)
                .load();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Whether the migrations that this program knows were all taken, and no others. Asking Flyway instead takes a seventh of
     * a start.
     */
    boolean isCurrent() throws SQLException {
        return exists() && Set.copyOf(migrationsTaken()).equals(knownMigrations());
    }

    private static Set<String> knownMigrations() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources(MIGRATIONS + "/V*__*.sql");
            return Arrays.stream(files)
                    .map(Resource::getFilename)
                    .filter(Objects::nonNull)
                    .map(name -> name.substring(1, name.indexOf("__")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists() throws SQLException {
        return !ask("select to_regclass('" + HISTORY + "')::text where to_regclass('" + HISTORY + "') is not null")
                .isEmpty();
    }

    List<String> migrationsTaken() throws SQLException {
        return ask("select version from " + HISTORY + " where success and version is not null order by installed_rank");
    }

    /** Those that others refer to come first, with the columns that are not computed. */
    Map<String, List<String>> tables() throws SQLException {
        List<String> names = ask("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname
                """);
        names.removeAll(LEFT_OUT);
        Map<String, Set<String>> parents = parents();
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        while (ordered.size() < names.size()) {
            int before = ordered.size();
            for (String name : names) {
                Set<String> needed = new HashSet<>(parents.getOrDefault(name, Set.of()));
                needed.remove(name);
                if (!ordered.containsKey(name) && ordered.keySet().containsAll(needed)) {
                    ordered.put(name, columns(name));
                }
            }
            if (ordered.size() == before) {
                throw new IllegalStateException("tables refer to each other in a circle");
            }
        }
        return ordered;
    }

    private Map<String, Set<String>> parents() throws SQLException {
        Map<String, Set<String>> parents = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select c.relname, p.relname from pg_constraint f
                        join pg_class c on c.oid = f.conrelid
                        join pg_class p on p.oid = f.confrelid
                        where f.contype = 'f' and f.connamespace = 'public'::regnamespace
                        union all
                        select c.relname, split_part(encode(t.tgargs, 'escape'), '\\000', 1) from pg_trigger t
                        join pg_class c on c.oid = t.tgrelid
                        join pg_proc p on p.oid = t.tgfoid
                        where p.proname = 'rows_have_parents' and c.relnamespace = 'public'::regnamespace
                        """)) {
            while (rows.next()) {
                parents.computeIfAbsent(rows.getString(1), _ -> new HashSet<>()).add(rows.getString(2));
            }
        }
        return parents;
    }

    private List<String> columns(String table) throws SQLException {
        return ask("select attname from pg_attribute where attrelid = '" + quoted(table)
                + "'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum");
    }

    Map<String, Long> sequences() throws SQLException {
        Map<String, Long> sequences = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select sequencename, last_value from pg_sequences
                        where schemaname = 'public' and last_value is not null order by sequencename
                        """)) {
            while (rows.next()) {
                sequences.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sequences;
    }

    /** Whether no table holds anything. */
    boolean isEmpty() throws SQLException {
        for (String table : tables().keySet()) {
            if (!ask("select 1 from " + quoted(table) + " limit 1").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<String> ask(String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }
}
