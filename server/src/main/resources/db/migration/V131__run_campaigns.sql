-- Asking many people at once for new logins: each person has one link that lists all of their mailboxes.
create table campaign (
  workspace_id uuid        not null references workspace on delete cascade,
  campaign_id  uuid        not null,
  note         text        not null check (length(note) <= 500),
  reminders    boolean     not null,
  made_at      timestamptz not null,
  made_by      text        not null,
  expires_at   timestamptz not null,
  state        text        not null default 'running' check (state in ('running', 'done', 'cancelled')),
  primary key (workspace_id, campaign_id)
);
create index campaign_newest on campaign (workspace_id, made_at desc, campaign_id desc);

-- The token of the link is in the vault, as reminders carry the same one; here is its hash.
create table campaign_person (
  workspace_id uuid        not null,
  campaign_id  uuid        not null,
  person_id    uuid        not null,
  address      text        not null,
  token_hash   bytea       not null,
  reminded     integer     not null default 0,
  told_at      timestamptz,
  opened_at    timestamptz,
  primary key (workspace_id, campaign_id, person_id),
  foreign key (workspace_id, campaign_id) references campaign on delete cascade,
  unique (workspace_id, campaign_id, address)
);
create unique index campaign_person_token on campaign_person (token_hash);

create table campaign_mailbox (
  workspace_id uuid        not null,
  campaign_id  uuid        not null,
  mailbox_id   uuid        not null,
  person_id    uuid        not null,
  address      text        not null,
  restored_at  timestamptz,
  primary key (workspace_id, campaign_id, mailbox_id),
  foreign key (workspace_id, campaign_id, person_id) references campaign_person on delete cascade,
  foreign key (workspace_id, mailbox_id) references mailbox on delete cascade
);
create index campaign_mailbox_person on campaign_mailbox (workspace_id, campaign_id, person_id);
create index campaign_mailbox_open on campaign_mailbox (workspace_id, mailbox_id) where restored_at is null;
