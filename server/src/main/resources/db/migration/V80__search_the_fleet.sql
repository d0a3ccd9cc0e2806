-- Lists, filters and searches over a million mailboxes; why each index is there, and what was measured, stands in
-- docs/decisions/0012-a-search-looks-a-short-way-first.md.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- Lower case for every script, whatever the database's own locale is. A PostgreSQL built without ICU folds as its locale can.
do $$
declare
    icu text := case when exists (select from pg_collation where collname = 'und-x-icu' and collnamespace = 'pg_catalog'::regnamespace)
                then ' collate "und-x-icu"' else '' end;
begin
    execute 'create function mailbox_fold(words text) returns text language sql immutable parallel safe '
        || 'return lower(words' || icu || ')';
    execute 'create function mailbox_urgency(state text) returns integer language sql immutable parallel safe return '
        || 'case state when ''auth-lost'' then 0 when ''suspect'' then 1 when ''unreachable'' then 2 when ''unverified'' then 3 '
        || 'when ''connected'' then 4 else 5 end';
end $$;

-- Stored, because folding it again for each row looked at costs ten times the comparison.
alter table mailbox add column search_text text not null generated always as (
    mailbox_fold(address || E'\n' || first_name || ' ' || last_name || E'\n' || configuration_name)) stored;

create index mailbox_by_text on mailbox using gin (workspace_id, search_text gin_trgm_ops);
create index mailbox_by_tag on mailbox using gin (workspace_id, tags);
create index mailbox_by_owner on mailbox (workspace_id, owner) where owner <> '';

-- Collation C: the same order on every database, and one that a beginning of an address is a range of.
create index mailbox_by_address on mailbox (workspace_id, address collate "C");
create index mailbox_by_urgency on mailbox (workspace_id, mailbox_urgency(state), address collate "C");
create index mailbox_by_provider on mailbox (workspace_id, provider, address collate "C");
create index mailbox_by_provider_urgency on mailbox (workspace_id, provider, mailbox_urgency(state), address collate "C");
