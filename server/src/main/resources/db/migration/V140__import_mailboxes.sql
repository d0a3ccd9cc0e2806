-- One upload from its first byte to its report. While it is prepared or run, its rows lie sealed in the vault, in chunks.
create table import_run (
    workspace_id      uuid        not null references workspace,
    import_id         uuid        not null,
    file_name         text        not null,
    state             text        not null
        check (state in ('preparing', 'running', 'waiting', 'paused', 'done', 'cancelled')),
    columns           text[]      not null default '{}',
    options           jsonb       not null default '{}',
    actor_kind        text        not null check (actor_kind in ('person', 'program')),
    actor_id          uuid        not null,
    actor_name        text        not null,
    created_at        timestamptz not null,
    finished_at       timestamptz,
    total             integer     not null default 0,
    created           integer     not null default 0,
    updated           integer     not null default 0,
    unchanged         integer     not null default 0,
    failed            integer     not null default 0,
    per_second        double precision,
    -- Who works at it, or for how long a draft is kept; the claim fences who was at it before.
    claim             bigint      not null default 0,
    leased_until      timestamptz not null,
    undo              text        check (undo in ('running', 'done')),
    restored          integer     not null default 0,
    removed           integer     not null default 0,
    kept              integer     not null default 0,
    primary key (workspace_id, import_id)
);
create index import_run_newest on import_run (workspace_id, created_at desc, import_id desc);
create index import_run_to_do on import_run (leased_until) where state in ('preparing', 'running') or undo = 'running';

-- Rows first_row to last_row, blank ones left out; those without an outcome are still to do.
create table import_chunk (
    workspace_id uuid    not null,
    import_id    uuid    not null,
    chunk        integer not null,
    first_row    integer not null,
    last_row     integer not null,
    rows         integer not null,
    done         boolean not null default false,
    primary key (workspace_id, import_id, chunk),
    foreign key (workspace_id, import_id) references import_run on delete cascade
);

-- What came of each row; no secret stands here.
create table import_row (
    workspace_id       uuid    not null,
    import_id          uuid    not null,
    row_number         integer not null,
    email              text    not null,
    outcome            text    not null check (outcome in ('created', 'updated', 'unchanged', 'failed')),
    cause              text    not null,
    message            text    not null,
    -- Of a failed row, without its secrets.
    fields             jsonb,
    mailbox_id         uuid,
    credential_version bigint,
    undone             text    check (undone in ('restored', 'removed', 'kept')),
    primary key (workspace_id, import_id, row_number),
    foreign key (workspace_id, import_id) references import_run on delete cascade
);

-- Servers whose first rows all failed for a cause that is the server's: the rest waits for a person's word.
create table import_stop (
    workspace_id uuid        not null,
    import_id    uuid        not null,
    servers      text        not null,
    cause        text        not null,
    message      text        not null,
    allowed      boolean     not null default false,
    primary key (workspace_id, import_id, servers),
    foreign key (workspace_id, import_id) references import_run on delete cascade
);
