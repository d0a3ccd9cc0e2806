-- The failed rows of mailboxes that are known: their people can be asked to grant access again.
create index import_row_to_ask on import_row (workspace_id, import_id, row_number)
    where outcome = 'failed' and mailbox_id is not null;
