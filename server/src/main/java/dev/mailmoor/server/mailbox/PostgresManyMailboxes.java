package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PostgresManyMailboxes implements ManyMailboxes {
    /** No tag holds a control character. */
    private static final String BETWEEN_TAGS = "\u001f";

    private final JdbcClient jdbc;
    private final ManyChannelRows channels;
    private final ManyCredentials credentials;

    PostgresManyMailboxes(JdbcClient jdbc, ManyChannelRows channels, ManyCredentials credentials) {
        this.jdbc = jdbc;
        this.channels = channels;
        this.credentials = credentials;
    }

    @Override
    public Map<EmailAddress, Mailbox> find(WorkspaceId workspace, Collection<EmailAddress> addresses) {
        Map<EmailAddress, Mailbox> found = new HashMap<>();
        jdbc.sql("select " + MailboxRows.COLUMNS + " from " + MailboxRows.TABLES
                        + " where m.workspace_id = :workspace and m.address collate \"C\" = any(:addresses)")
                .param("workspace", workspace.value())
                .param("addresses", addresses.stream().map(EmailAddress::value).toArray(String[]::new))
                .query(row -> {
                    Mailbox mailbox = MailboxRows.map(row);
                    found.put(mailbox.address(), mailbox);
                });
        return found;
    }

    @Override
    @Transactional
    public Set<MailboxId> add(WorkspaceId workspace, List<NewMailbox> mailboxes) {
        Set<MailboxId> added = new HashSet<>();
        texts(jdbc.sql("""
                                insert into mailbox (workspace_id, mailbox_id, address, first_name, last_name,
                                    configuration_name, description, owner, tags, provider, credential_version, created_at)
                                select :workspace, mailbox_id, address, first_name, last_name, configuration_name, description,
                                    owner, string_to_array(tags, :betweenTags), provider, credential, created_at
                                from unnest(:mailboxes, :addresses, :firstNames, :lastNames, :configurationNames,
                                    :descriptions, :owners, :tags, :providers, :credentials, :createdAt::timestamptz[])
                                    as n (mailbox_id, address, first_name, last_name, configuration_name, description, owner,
                                        tags, provider, credential, created_at)
                                order by mailbox_id
                                on conflict (workspace_id, address) do nothing
                                returning mailbox_id
                                """), mailboxes.stream().map(NewMailbox::texts).toList())
                .param("workspace", workspace.value())
                .param("mailboxes", ids(mailboxes, NewMailbox::id))
                .param("addresses", words(mailboxes, one -> one.address().value()))
                .param("providers", words(mailboxes, NewMailbox::provider))
                .param(
                        "credentials",
                        mailboxes.stream()
                                .map(one -> one.credential().version())
                                .toArray(Long[]::new))
                .param("createdAt", words(mailboxes, one -> one.createdAt().toString()))
                .query(row -> {
                    added.add(new MailboxId(row.getObject("mailbox_id", UUID.class)));
                });
        List<NewMailbox> there =
                mailboxes.stream().filter(one -> added.contains(one.id())).toList();
        List<ManyChannelRows.Row> rows = new ArrayList<>();
        there.forEach(one -> rows.addAll(ManyChannelRows.of(one.id(), one.channels())));
        channels.add(workspace, rows);
        credentials.put(
                workspace,
                there.stream()
                        .map(one -> new ManyCredentials.Row(one.id(), one.credential()))
                        .toList());
        return added;
    }

    @Override
    @Transactional
    public Set<MailboxId> revise(WorkspaceId workspace, List<Change> changes) {
        Set<MailboxId> revised = rewrite(workspace, changes);
        List<Change> there = changes.stream()
                .filter(change -> revised.contains(change.before().id()))
                .toList();
        List<ManyChannelRows.Row> rows = new ArrayList<>();
        there.forEach(change -> rows.addAll(
                ManyChannelRows.of(change.before().id(), change.revision().channels())));
        channels.put(workspace, rows);
        credentials.replace(
                workspace,
                there.stream()
                        .flatMap(change -> change.revision().credential().stream()
                                .map(made ->
                                        new ManyCredentials.Row(change.before().id(), made)))
                        .toList());
        return revised;
    }

    // Allowed MethodLength: one statement, which is read in one piece.
    private Set<MailboxId> rewrite(WorkspaceId workspace, List<Change> changes) {
        Set<MailboxId> revised = new HashSet<>();
        // The rows are locked in the order of their keys first: an UPDATE alone takes them in the order of its plan.
        texts(
                        jdbc.sql("""
                                with change as (
                                    select * from unnest(:mailboxes, :versions, :firstNames, :lastNames, :configurationNames,
                                        :descriptions, :owners, :tags, :providers, :credentials)
                                    as n (mailbox_id, version, first_name, last_name, configuration_name, description, owner,
                                        tags, provider, credential)
                                ), locked as materialized (
                                    select m.mailbox_id as locked_id
                                    from change c join mailbox m on m.workspace_id = :workspace
                                        and m.mailbox_id = c.mailbox_id and m.version = c.version
                                    order by m.mailbox_id
                                    for no key update of m
                                )
                                update mailbox m set first_name = c.first_name, last_name = c.last_name,
                                    configuration_name = c.configuration_name, description = c.description, owner = c.owner,
                                    tags = string_to_array(c.tags, :betweenTags), provider = c.provider,
                                    credential_version = c.credential, version = m.version + 1
                                from locked l join change c on c.mailbox_id = l.locked_id
                                where m.workspace_id = :workspace and m.mailbox_id = c.mailbox_id and m.version = c.version
                                returning m.mailbox_id
                                """),
                        changes.stream()
                                .map(change -> change.revision().texts())
                                .toList())
                .param("workspace", workspace.value())
                .param("mailboxes", ids(changes, change -> change.before().id()))
                .param(
                        "versions",
                        changes.stream()
                                .map(change -> change.before().version())
                                .toArray(Long[]::new))
                .param("providers", words(changes, change -> change.revision().provider()))
                .param(
                        "credentials",
                        changes.stream().map(PostgresManyMailboxes::credential).toArray(Long[]::new))
                .query(row -> {
                    revised.add(new MailboxId(row.getObject("mailbox_id", UUID.class)));
                });
        return revised;
    }

    private static long credential(Change change) {
        return change.revision()
                .credential()
                .map(NewCredential::version)
                .orElse(change.before().credential().version());
    }

    private static JdbcClient.StatementSpec texts(JdbcClient.StatementSpec statement, List<MailboxTexts> texts) {
        return statement
                .param("firstNames", words(texts, text -> text.name().first()))
                .param("lastNames", words(texts, text -> text.name().last()))
                .param("configurationNames", words(texts, MailboxTexts::configurationName))
                .param("descriptions", words(texts, MailboxTexts::description))
                .param("owners", words(texts, MailboxTexts::owner))
                .param("tags", words(texts, text -> String.join(BETWEEN_TAGS, text.tags())))
                .param("betweenTags", BETWEEN_TAGS);
    }

    static <T> UUID[] ids(List<T> rows, Function<T, MailboxId> id) {
        return rows.stream().map(row -> id.apply(row).value()).toArray(UUID[]::new);
    }

    static <T> String[] words(List<T> rows, Function<T, String> word) {
        return rows.stream().map(word).toArray(String[]::new);
    }
}
