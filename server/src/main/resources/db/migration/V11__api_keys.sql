create table api_key (
  workspace_id uuid        not null references workspace,
  api_key_id   uuid        not null,
  name         text        not null check (length(name) between 1 and 100),
  role         text        not null check (role in ('owner', 'admin', 'operator', 'viewer')),
  prefix       text        not null,
  key_hash     bytea       not null unique,
  created_at   timestamptz not null,
  created_by   text        not null,
  last_used_at timestamptz,
  primary key (workspace_id, api_key_id)
);
