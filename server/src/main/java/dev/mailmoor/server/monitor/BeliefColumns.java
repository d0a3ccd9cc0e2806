package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of {@code channel_belief}. */
final class BeliefColumns {
    private BeliefColumns() {}

    static BeliefRow row(ResultSet row) throws SQLException {
        return new BeliefRow(
                key(row),
                Paces.protocol(row.getString("protocol")),
                new Server(row.getString("server_key"), row.getString("place"), oauthClient(row)),
                row.getLong("credential_version"),
                claim(row),
                belief(row),
                Optional.empty(),
                false);
    }

    static ChannelKey key(ResultSet row) throws SQLException {
        return new ChannelKey(workspace(row), mailbox(row), direction(row.getString("direction")));
    }

    static WorkspaceId workspace(ResultSet row) throws SQLException {
        return new WorkspaceId(row.getObject("workspace_id", UUID.class));
    }

    static MailboxId mailbox(ResultSet row) throws SQLException {
        return new MailboxId(row.getObject("mailbox_id", UUID.class));
    }

    static Direction direction(String word) {
        return Direction.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Optional<OAuthClientId> oauthClient(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("oauth_client_id", UUID.class)).map(OAuthClientId::new);
    }

    static Belief belief(ResultSet row) throws SQLException {
        return new Belief(
                MailboxState.ofWord(row.getString("state")),
                instant(row, "since").orElseThrow(),
                instant(row, "checked_at"),
                row.getBoolean("proved"),
                tally(row, "login", instant(row, "login_certain_at")),
                tally(row, "path", Optional.empty()),
                trouble(row.getString("trouble")),
                diagnosis(row));
    }

    static Optional<Diagnosis> diagnosis(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("diagnosis")).map(DiagnosisJson::read);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Map<String, @Nullable Object> parameters(BeliefRow row) {
        Map<String, @Nullable Object> all = new HashMap<>(key(row.key()));
        all.put("protocol", row.protocol().name().toLowerCase(Locale.ROOT));
        all.put("server", row.server().key());
        all.put("place", row.server().place());
        all.put("client", row.server().oauthClient().map(OAuthClientId::value).orElse(null));
        all.put("version", row.credentialVersion());
        all.put("due", moment(row.due()));
        all.put("released", row.released());
        Belief belief = row.belief();
        all.put("state", belief.state().word());
        all.put("since", utc(belief.since()));
        all.put("checked", moment(belief.checkedAt()));
        all.put("proved", belief.proved());
        all.put("trouble", belief.trouble().word());
        all.put("diagnosis", belief.diagnosis().map(DiagnosisJson::write).orElse(null));
        tally(all, "login", belief.login());
        tally(all, "path", belief.path());
        return all;
    }

    static Map<String, Object> key(ChannelKey key) {
        return Map.of(
                "workspace", key.workspace().value(),
                "mailbox", key.mailbox().value(),
                "direction", key.direction().word());
    }

    private static void tally(Map<String, @Nullable Object> all, String kind, Optional<Tally> tally) {
        all.put(kind + "Count", tally.map(Tally::count).orElse(null));
        all.put(kind + "First", moment(tally.map(Tally::first)));
        all.put(kind + "Last", moment(tally.map(Tally::last)));
        all.put(kind + "Certain", moment(tally.flatMap(Tally::certainSince)));
    }

    private static @Nullable OffsetDateTime moment(Optional<Instant> instant) {
        return instant.map(BeliefColumns::utc).orElse(null);
    }

    private static Optional<Tally> tally(ResultSet row, String kind, Optional<Instant> certain) throws SQLException {
        int count = row.getInt(kind + "_count");
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(new Tally(
                count,
                instant(row, kind + "_first_at").orElseThrow(),
                instant(row, kind + "_last_at").orElseThrow(),
                certain));
    }

    private static Trouble trouble(String word) {
        return Trouble.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static OptionalLong claim(ResultSet row) throws SQLException {
        long claim = row.getLong("claim");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(claim);
    }
}
