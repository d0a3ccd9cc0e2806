package dev.mailmoor.server.api;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.CredentialFacts;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.workspace.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The public contract's JSON of a mailbox. A channel that it does not have is absent; viewers get no transcripts, as in the console. */
final class MailboxJson {
    private MailboxJson() {}

    static Map<String, @Nullable Object> of(MailboxView view, Role reader) {
        Mailbox mailbox = view.mailbox();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", mailbox.id().toString());
        json.put("address", mailbox.address().value());
        json.put("name", name(mailbox));
        json.put("configurationName", mailbox.configurationName());
        json.put("description", mailbox.description());
        json.put("owner", mailbox.owner());
        json.put("tags", mailbox.tags());
        json.put("provider", mailbox.provider());
        json.put("state", mailbox.state().word());
        for (Direction direction : Direction.values()) {
            mailbox.channel(direction)
                    .ifPresent(settings -> json.put(
                            direction.word(),
                            channel(settings, Optional.ofNullable(view.beliefs().get(direction)), reader)));
        }
        json.put("credential", credential(mailbox.credential()));
        json.put("pendingMessages", view.pendingMessages());
        json.put("aliases", view.aliases());
        json.put("createdAt", mailbox.createdAt().toString());
        json.put("version", Long.toString(mailbox.version()));
        return json;
    }

    static Map<String, Object> diagnoses(Map<Direction, Diagnosis> diagnoses) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Direction direction : Direction.values()) {
            Diagnosis diagnosis = diagnoses.get(direction);
            if (diagnosis != null) {
                json.put(direction.word(), DiagnosisJson.toMap(diagnosis));
            }
        }
        return json;
    }

    private static Map<String, Object> name(Mailbox mailbox) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first", mailbox.name().first());
        json.put("last", mailbox.name().last());
        return json;
    }

    private static Map<String, @Nullable Object> channel(
            ChannelSettings settings, Optional<ChannelBelief> belief, Role reader) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("protocol", settings.protocol().name().toLowerCase(Locale.ROOT));
        json.put("host", settings.endpoint().host());
        json.put("port", settings.endpoint().port());
        json.put("security", settings.endpoint().security().name().toLowerCase(Locale.ROOT));
        json.put("username", settings.username());
        json.put(
                "state",
                belief.map(ChannelBelief::state).orElse(MailboxState.UNVERIFIED).word());
        json.put(
                "since", belief.map(ChannelBelief::since).map(Instant::toString).orElse(null));
        json.put(
                "checkedAt",
                belief.flatMap(ChannelBelief::checkedAt).map(Instant::toString).orElse(null));
        json.put(
                "diagnosis",
                belief.flatMap(ChannelBelief::diagnosis)
                        .filter(diagnosis -> !diagnosis.connected())
                        .map(diagnosis -> reader.mayActAs(Role.OPERATOR) ? diagnosis : diagnosis.withoutTranscript())
                        .map(DiagnosisJson::toMap)
                        .orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> credential(CredentialFacts facts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", facts.kind().word());
        json.put("oauthClient", facts.oauthClient().map(OAuthClientId::toString).orElse(null));
        json.put("changedAt", facts.changedAt().toString());
        json.put("expiresAt", facts.expiresAt().map(Instant::toString).orElse(null));
        return json;
    }
}
