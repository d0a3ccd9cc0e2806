-- How a mailbox was before a row changed more of it than its password, and which texts the row gave it; no secret.
create table import_earlier (
    workspace_id uuid    not null,
    import_id    uuid    not null,
    row_number   integer not null,
    earlier      jsonb   not null,
    primary key (workspace_id, import_id, row_number),
    foreign key (workspace_id, import_id, row_number) references import_row on delete cascade
);
