-- When each mail server may get its next login, for all workspaces and processes: a server sees our address, not our
-- tenants. Losing it in a crash costs nothing, so it is not logged.
create unlogged table login_budget (
    server_key     text        primary key,
    next_free_at   timestamptz not null,
    spacing_micros bigint      not null,
    -- How many the last reservation was given; written and read in the same statement.
    granted        integer     not null
) with (fillfactor = 50);
