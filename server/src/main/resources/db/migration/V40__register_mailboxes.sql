-- Every key begins with workspace_id: no row can point into another workspace.
create table mailbox (
    workspace_id       uuid        not null references workspace,
    mailbox_id         uuid        not null,
    address            text        not null,
    first_name         text        not null default '',
    last_name          text        not null default '',
    configuration_name text        not null default '',
    description        text        not null default '',
    owner              text        not null default '',
    tags               text[]      not null default '{}',
    provider           text        not null default 'custom',
    -- What is shown: the worst of its channels' states, or paused.
    state              text        not null default 'unverified'
        check (state in ('auth-lost', 'suspect', 'unreachable', 'unverified', 'connected', 'paused')),
    paused             boolean     not null default false,
    credential_version bigint      not null,
    created_at         timestamptz not null,
    version            bigint      not null default 1,
    primary key (workspace_id, mailbox_id),
    unique (workspace_id, address),
    check (paused = (state = 'paused'))
) with (fillfactor = 90);

create table channel (
    workspace_id uuid    not null,
    mailbox_id   uuid    not null,
    direction    text    not null check (direction in ('receiving', 'sending')),
    protocol     text    not null check (protocol in ('imap', 'pop3', 'smtp')),
    host         text    not null,
    port         integer not null check (port between 1 and 65535),
    security     text    not null check (security in ('tls', 'starttls', 'none')),
    username     text    not null,
    primary key (workspace_id, mailbox_id, direction),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade,
    check ((direction = 'sending') = (protocol = 'smtp'))
);

-- One row for each version that is in force or may still be put back; the secrets themselves are in the vault.
create table credential (
    workspace_id  uuid        not null,
    mailbox_id    uuid        not null,
    version       bigint      not null,
    kind          text        not null check (kind in ('password', 'app-password', 'oauth')),
    origin        text        not null check (origin in ('first', 'renewed', 'settings-changed', 'rolled-back')),
    changed_at    timestamptz not null,
    changed_by    text        not null,
    expires_at    timestamptz,
    superseded_at timestamptz,
    primary key (workspace_id, mailbox_id, version),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade
);

create index credential_superseded on credential (superseded_at) where superseded_at is not null;
