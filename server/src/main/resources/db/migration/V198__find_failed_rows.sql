-- The page of a running import asks for its failed rows every second; few of a million may have failed.
create index import_row_failed on import_row (workspace_id, import_id, row_number) where outcome = 'failed';
