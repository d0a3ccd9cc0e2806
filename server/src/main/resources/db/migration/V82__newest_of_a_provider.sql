-- A fleet is often imported provider by provider: then the newest of one provider stand far down among the newest of all.
create index mailbox_by_provider_newest on mailbox (workspace_id, provider, mailbox_id);
