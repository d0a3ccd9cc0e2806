-- What was answered to a request that carried an Idempotency-Key. No answer (status is null): it is still at work.
create table idempotency_key (
  workspace_id uuid        not null references workspace,
  key          text        not null,
  request_mac  bytea       not null,
  started_at   timestamptz not null,
  status       int,
  headers      jsonb,
  body         bytea,
  shown_once   boolean     not null default false,
  primary key (workspace_id, key)
);
create index idempotency_key_age on idempotency_key (started_at);
