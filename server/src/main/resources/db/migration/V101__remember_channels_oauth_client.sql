-- The client's trouble is one incident for all its mailboxes, whatever servers they are on.
alter table channel_belief add column oauth_client_id uuid;
create index channel_belief_oauth_client on channel_belief (oauth_client_id) where oauth_client_id is not null;
