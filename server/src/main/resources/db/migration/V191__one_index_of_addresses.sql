-- Equality is the same in every collation that is deterministic, so the index that lists go by tells duplicates too.
create unique index mailbox_address on mailbox (workspace_id, address collate "C");
alter table mailbox drop constraint mailbox_workspace_id_address_key;
drop index mailbox_by_address;
