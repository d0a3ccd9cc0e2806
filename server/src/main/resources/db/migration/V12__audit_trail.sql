create table audit_entry (
  workspace_id uuid        not null references workspace,
  entry_id     uuid        not null,
  at           timestamptz not null,
  actor        text        not null,
  actor_id     uuid,
  action       text        not null,
  subject      text        not null,
  detail       text        not null,
  address      text        not null,
  primary key (workspace_id, entry_id)
);
create index audit_entry_newest on audit_entry (workspace_id, at desc, entry_id desc);
