-- The keys that seal secrets, themselves sealed by a key that is not in here; its fingerprint says which.
create table vault_keyset (
  only_row        boolean not null primary key default true check (only_row),
  -- Counts up with each change, so that a process notices that its copy is old.
  version         bigint  not null,
  kek_fingerprint text    not null,
  sealed          bytea   not null
);

-- The first five bytes name the key that sealed the rest; the four parts of the primary key are bound into it.
create table sealed_secret (
  workspace_id uuid   not null references workspace (workspace_id) on delete cascade,
  subject_id   uuid   not null,
  purpose      text   not null,
  version      bigint not null,
  sealed       bytea  not null,
  primary key (workspace_id, subject_id, purpose, version)
);
