create table workspace (
  workspace_id uuid        primary key,
  name         text        not null check (length(name) between 1 and 100),
  created_at   timestamptz not null
);

-- One sign-in for all workspaces of a person, so this is no tenant's table.
create table person (
  person_id     uuid        primary key,
  email         text        not null unique check (email = lower(email)),
  password_hash text        not null,
  created_at    timestamptz not null,
  signed_in_at  timestamptz
);

create table member (
  workspace_id uuid        not null references workspace,
  person_id    uuid        not null references person,
  role         text        not null check (role in ('owner', 'admin', 'operator', 'viewer')),
  joined_at    timestamptz not null,
  primary key (workspace_id, person_id)
);
create index member_by_person on member (person_id);

-- One-time links. Without an address it makes the first owner.
create table invitation (
  workspace_id  uuid        not null references workspace,
  invitation_id uuid        not null,
  email         text        check (email = lower(email)),
  role          text        not null check (role in ('owner', 'admin', 'operator', 'viewer')),
  token_hash    bytea       not null unique,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  primary key (workspace_id, invitation_id)
);
create unique index invitation_by_email on invitation (workspace_id, email) where email is not null;
