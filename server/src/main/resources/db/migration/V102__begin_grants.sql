-- A person was sent, or is to be sent, to an OAuth server; what comes back is taken once. The token of the way in is stored
-- hashed; what the browser must hold is not stored at all.
create table grant_start (
    workspace_id    uuid        not null references workspace on delete cascade,
    start_id        uuid        not null,
    ticket_hash     bytea       not null,
    oauth_client_id uuid        not null,
    -- The mailbox to be renewed; none: one is to be added, as draft says.
    mailbox_id      uuid,
    draft           jsonb,
    actor_kind      text        not null check (actor_kind in ('person', 'program', 'link')),
    actor_id        uuid        not null,
    actor_label     text        not null,
    role            text        not null,
    made_at         timestamptz not null,
    expires_at      timestamptz not null,
    -- Counts the times that a browser was sent away: only the answer to the last one is taken.
    attempt         integer     not null default 0,
    done            boolean     not null default false,
    primary key (workspace_id, start_id),
    foreign key (workspace_id, oauth_client_id) references oauth_client on delete cascade,
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade,
    check ((mailbox_id is null) = (draft is not null))
);
create index grant_start_expires on grant_start (expires_at);
