-- Programs that are told of events. The row is the lock of its queue: whoever adds, claims or settles deliveries holds it.
create table webhook (
  workspace_id     uuid        not null references workspace on delete cascade,
  webhook_id       uuid        not null,
  url              text        not null check (length(url) between 1 and 2000),
  -- None means all, those to come too.
  events           text[]      not null,
  enabled          boolean     not null default true,
  disabled_why     text        not null default '',
  created_at       timestamptz not null,
  created_by       text        not null,
  version          bigint      not null default 1,
  secret_version   bigint      not null default 1,
  -- Until then what is sent is also signed with the secret before.
  old_secret_until timestamptz,
  -- The last place given in the queue.
  last_place       bigint      not null default 0,
  failures         integer     not null default 0,
  failing_since    timestamptz,
  last_failure     text        not null default '',
  held_until       timestamptz,
  delivered_at     timestamptz,
  primary key (workspace_id, webhook_id)
);

create table webhook_delivery (
  workspace_id    uuid        not null,
  webhook_id      uuid        not null,
  delivery_id     uuid        not null,
  place           bigint      not null,
  event_id        uuid        not null,
  type            text        not null,
  -- What is told of: deliveries of one subject go out one after the other.
  subject_id      uuid        not null,
  body            text        not null,
  -- Of each subject the first open one is waiting, those behind it are queued.
  state           text        not null check (state in ('queued', 'waiting', 'delivered', 'failed')),
  created_at      timestamptz not null,
  give_up_at      timestamptz not null,
  attempts        integer     not null default 0,
  next_at         timestamptz,
  -- Set while it is under way; next_at is then the end of the lease.
  claim           uuid,
  tried_at        timestamptz,
  took_millis     bigint,
  response_status integer,
  response        text        not null default '',
  failure         text        not null default '',
  primary key (workspace_id, webhook_id, delivery_id),
  foreign key (workspace_id, webhook_id) references webhook on delete cascade,
  check ((state = 'waiting') = (next_at is not null)),
  check (claim is null or state = 'waiting')
);
create unique index webhook_delivery_once on webhook_delivery (workspace_id, webhook_id, event_id);
create index webhook_delivery_due on webhook_delivery (workspace_id, webhook_id, next_at) where state = 'waiting';
create index webhook_delivery_under_way on webhook_delivery (workspace_id, webhook_id) where claim is not null;
create index webhook_delivery_order on webhook_delivery (workspace_id, webhook_id, subject_id, place)
  where state in ('queued', 'waiting');
create index webhook_delivery_newest on webhook_delivery (workspace_id, webhook_id, created_at desc, delivery_id desc);
create index webhook_delivery_failed on webhook_delivery (workspace_id, webhook_id) where state = 'failed';
create index webhook_delivery_age on webhook_delivery (created_at);
