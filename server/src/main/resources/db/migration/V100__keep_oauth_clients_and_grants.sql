-- Registrations at OAuth providers. Their secrets are in the vault, under the client's id and secret_version.
create table oauth_client (
    workspace_id    uuid        not null references workspace on delete cascade,
    oauth_client_id uuid        not null,
    name            text        not null,
    provider        text        not null check (provider in ('google', 'microsoft', 'oidc')),
    flow            text        not null check (flow in ('person', 'app-only', 'domain-wide')),
    issuer          text        not null,
    identifier      text        not null,
    scopes          text[]      not null,
    -- Mail servers that its tokens may go to; none: the provider's own.
    hosts           text[]      not null default '{}',
    secret_version  bigint      not null,
    created_at      timestamptz not null,
    version         bigint      not null default 1,
    primary key (workspace_id, oauth_client_id)
);

alter table credential add column oauth_client_id uuid;

-- One row for each credential version that is a grant; its tokens are in the vault, under the mailbox and that version.
-- generation counts the token answers that were stored: it fences who refreshes.
create table oauth_grant (
    workspace_id    uuid        not null,
    mailbox_id      uuid        not null,
    version         bigint      not null,
    oauth_client_id uuid        not null,
    generation      bigint      not null default 1,
    renew_at        timestamptz not null,
    expires_at      timestamptz not null,
    leased_until    timestamptz,
    primary key (workspace_id, mailbox_id, version),
    foreign key (workspace_id, oauth_client_id) references oauth_client,
    -- Deferred, because the secrets of a version are stored before the version itself.
    foreign key (workspace_id, mailbox_id, version) references credential on delete cascade
        deferrable initially deferred
) with (fillfactor = 80);
create index oauth_grant_client on oauth_grant (workspace_id, oauth_client_id);
