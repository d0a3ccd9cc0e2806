-- What is believed of each channel, and when it is due. The row is written with every check: it is small, has room on its
-- page for the lease (no index knows of it), and of what changes with a check only due_at is indexed.
create table channel_belief (
    workspace_id       uuid        not null,
    mailbox_id         uuid        not null,
    direction          text        not null check (direction in ('receiving', 'sending')),
    protocol           text        not null check (protocol in ('imap', 'pop3', 'smtp')),
    -- host:port, whose logins are paced and who may be unreachable.
    server_key         text        not null,
    -- Whose trouble is one incident: the known provider's id, else the server_key.
    place              text        not null,
    credential_version bigint      not null,
    state              text        not null
        check (state in ('auth-lost', 'suspect', 'unreachable', 'unverified', 'connected')),
    since              timestamptz not null,
    checked_at         timestamptz,
    proved             boolean     not null,
    trouble            text        not null check (trouble in ('none', 'unreachable', 'auth-lost')),
    login_count        integer,
    login_first_at     timestamptz,
    login_last_at      timestamptz,
    login_certain_at   timestamptz,
    path_count         integer,
    path_first_at      timestamptz,
    path_last_at       timestamptz,
    diagnosis          jsonb,
    paused             boolean     not null default false,
    due_at             timestamptz not null,
    leased_until       timestamptz,
    claim              bigint,
    primary key (workspace_id, mailbox_id, direction),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

create index channel_belief_due on channel_belief (due_at) where not paused;
create index channel_belief_place on channel_belief (place, workspace_id);
create index channel_belief_unreachable on channel_belief (server_key) where state = 'unreachable';

-- From a confirmed lost login to its restoration; one at a time for a mailbox.
create table loss (
    workspace_id uuid        not null,
    mailbox_id   uuid        not null,
    loss_id      uuid        not null,
    direction    text        not null check (direction in ('receiving', 'sending')),
    cause        text        not null,
    began_at     timestamptz not null,
    ended_at     timestamptz,
    primary key (workspace_id, mailbox_id, loss_id),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade
);
create unique index loss_open on loss (workspace_id, mailbox_id) where ended_at is null;

-- The one channel of each unreachable server that is tried every interval. A server is the same for all tenants.
create table away_server (
    server_key   text        primary key,
    workspace_id uuid        not null,
    mailbox_id   uuid        not null,
    direction    text        not null,
    trial_at     timestamptz not null
);

-- Mailboxes that turned suspect or unreachable in the last minutes, while no incident is open at their place.
create table turned (
    workspace_id uuid        not null,
    mailbox_id   uuid        not null,
    place        text        not null,
    at           timestamptz not null,
    primary key (workspace_id, mailbox_id, place),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade
);
create index turned_place on turned (place, at);

-- A provider's trouble is one for all tenants; each affected workspace is told once.
create table incident (
    incident_id    uuid        primary key,
    place          text        not null,
    opened_at      timestamptz not null,
    last_turned_at timestamptz not null,
    closed_at      timestamptz
);
create unique index incident_open on incident (place) where closed_at is null;

create table incident_workspace (
    workspace_id uuid not null,
    incident_id  uuid not null references incident,
    primary key (workspace_id, incident_id)
);
create index incident_workspace_incident on incident_workspace (incident_id);

-- What the processes did lately; nothing is lost with it in a crash.
create unlogged table check_tally (
    process_id uuid        not null,
    at         timestamptz not null,
    checks     bigint      not null,
    primary key (process_id, at)
);
create index check_tally_at on check_tally (at);

create unlogged table stretched_server (
    server_key       text        primary key,
    place            text        not null,
    seen_at          timestamptz not null,
    interval_seconds bigint      not null
);
