-- The person said that one side that signs in is enough.
alter table grant_start add column accept_partial boolean not null default false;
