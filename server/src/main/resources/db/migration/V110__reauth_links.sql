-- Links by which somebody with no account renews one mailbox. Only the token's hash is here. Those that ended are kept for a
-- while, so that whoever opens one late learns why it does not work any more.
create table reauth_link (
    workspace_id  uuid        not null,
    link_id       uuid        not null,
    mailbox_id    uuid        not null,
    token_hash    bytea       not null,
    -- What carries it: 'by-hand', or the notice or campaign by its own name. One link at a time for each.
    carrier       text        not null,
    note          text        not null default '',
    made_by       text        not null,
    made_at       timestamptz not null,
    expires_at    timestamptz not null,
    tries         integer     not null default 0,
    blocked_until timestamptz,
    ended_at      timestamptz,
    ended_how     text        check (ended_how in ('used', 'replaced', 'withdrawn', 'restored')),
    primary key (workspace_id, link_id),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade,
    check ((ended_at is null) = (ended_how is null))
);
create unique index reauth_link_token on reauth_link (token_hash);
create unique index reauth_link_open on reauth_link (workspace_id, mailbox_id, carrier) where ended_at is null;
create index reauth_link_age on reauth_link (expires_at);
