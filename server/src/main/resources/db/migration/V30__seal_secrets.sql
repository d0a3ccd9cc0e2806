-- The keys that seal secrets, themselves sealed by the key-encryption key. One row; whoever seals holds it shared.
create table vault_keyset (
    only_row boolean primary key default true check (only_row),
    kek_fingerprint text not null,
    sealed_keyset bytea not null,
    generation bigint not null
);

create table sealed_secret (
    workspace_id uuid not null references workspace (workspace_id) on delete cascade,
    subject_id uuid not null,
    purpose text not null,
    version bigint not null,
    key_id integer not null,
    sealed bytea not null,
    primary key (workspace_id, subject_id, purpose, version)
);
