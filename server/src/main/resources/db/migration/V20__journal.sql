-- Followers read in the order (xid, seq) and only below the oldest transaction still at work:
-- an identity alone would let them step over a row that commits late.
create table journal_event (
  workspace_id uuid        not null,
  event_id     uuid        not null,
  xid          xid8        not null default pg_current_xact_id(),
  seq          bigint      not null generated always as identity,
  at           timestamptz not null,
  type         text        not null,
  data         jsonb       not null,
  primary key (workspace_id, event_id)
);
create index journal_event_order on journal_event (xid, seq);
create index journal_event_age on journal_event (at);

create table journal_follower (
  name text   primary key,
  xid  xid8   not null,
  seq  bigint not null
);

-- The history of a mailbox outlives it: no foreign key.
create table timeline_entry (
  workspace_id uuid        not null,
  mailbox_id   uuid        not null,
  at           timestamptz not null,
  entry_id     bigint      not null generated always as identity,
  kind         text        not null check (kind in ('added', 'connected', 'suspect', 'auth-lost', 'unreachable', 'restored',
    'credential-changed', 'settings-changed', 'link-made', 'link-used', 'notice-sent', 'imported', 'paused', 'resumed', 'message',
    'caught-up', 'removed')),
  actor        text        not null,
  detail       text        not null,
  primary key (workspace_id, mailbox_id, at, entry_id)
);
