-- A parent that this transaction made is seen by nobody else, so nobody can delete it meanwhile: it need not be locked.
create or replace function rows_have_parents() returns trigger language plpgsql as $$
declare
    missing   boolean;
    strangers boolean;
begin
    execute format('select coalesce(bool_or(parent.ctid is null), false),
            coalesce(bool_or(parent.xmin <> pg_current_xact_id()::xid), false)
        from (select distinct %2$s from fresh) wanted left join %1$I parent using (%2$s)', tg_argv[0], tg_argv[1])
        into missing, strangers;
    if strangers and not missing then
        -- Locked as a foreign key locks it: who deletes the parent waits, and then finds these rows.
        execute format('with wanted as (select distinct %2$s from fresh),
                found as (select from wanted join %1$I parent using (%2$s) for key share of parent)
            select (select count(*) from wanted) <> (select count(*) from found)', tg_argv[0], tg_argv[1]) into missing;
    end if;
    if missing then
        raise foreign_key_violation using message = format('a row of %I has no parent in %I', tg_table_name, tg_argv[0]);
    end if;
    return null;
end $$;
