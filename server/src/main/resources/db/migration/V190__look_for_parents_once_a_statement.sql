-- A foreign key asks for the parent of each row by a query of its own, which was half of what PostgreSQL spent on a new
-- mailbox. These triggers keep the same promises for a statement's rows together; see
-- docs/decisions/0052-parents-are-looked-for-once-a-statement.md.

-- Arguments: the parent's table, the columns of the key, which have the same names in both.
create function rows_have_parents() returns trigger language plpgsql as $$
declare
    whole boolean;
begin
    -- Locked as a foreign key locks it: who deletes the parent waits, and then finds these rows.
    execute format('with wanted as (select distinct %2$s from fresh),
            found as (select from wanted join %1$I parent using (%2$s) for key share of parent)
        select (select count(*) from wanted) = (select count(*) from found)', tg_argv[0], tg_argv[1]) into whole;
    if not whole then
        raise foreign_key_violation using message = format('a row of %I has no parent in %I', tg_table_name, tg_argv[0]);
    end if;
    return null;
end $$;

-- Arguments: the columns of the key, the children's tables.
create function children_go_too() returns trigger language plpgsql as $$
begin
    for child in 1 .. tg_nargs - 1 loop
        execute format('delete from %1$I where (%2$s) in (select %2$s from gone)', tg_argv[child], tg_argv[0]);
    end loop;
    return null;
end $$;

-- Arguments: the columns of the key, the children's table.
create function parents_of_children_stay() returns trigger language plpgsql as $$
declare
    needed boolean;
begin
    execute format('select exists (select from %1$I where (%2$s) in (select %2$s from gone))', tg_argv[1], tg_argv[0])
        into needed;
    if needed then
        raise foreign_key_violation using message = format('a row of %I has children in %I', tg_table_name, tg_argv[1]);
    end if;
    return null;
end $$;

create function keys_never_change() returns trigger language plpgsql as $$
begin
    raise foreign_key_violation using message = format('the keys of %I never change', tg_table_name);
end $$;

alter table mailbox drop constraint mailbox_workspace_id_fkey;
create trigger has_workspace after insert on mailbox referencing new table as fresh
    for each statement execute function rows_have_parents('workspace', 'workspace_id');
create trigger stays_with_mailboxes after delete on workspace referencing old table as gone
    for each statement execute function parents_of_children_stay('workspace_id', 'mailbox');

alter table sealed_secret drop constraint sealed_secret_workspace_id_fkey;
create trigger has_workspace after insert on sealed_secret referencing new table as fresh
    for each statement execute function rows_have_parents('workspace', 'workspace_id');
create trigger takes_secrets_along after delete on workspace referencing old table as gone
    for each statement execute function children_go_too('workspace_id', 'sealed_secret');

alter table channel drop constraint channel_workspace_id_mailbox_id_fkey;
create trigger has_mailbox after insert on channel referencing new table as fresh
    for each statement execute function rows_have_parents('mailbox', 'workspace_id, mailbox_id');
alter table credential drop constraint credential_workspace_id_mailbox_id_fkey;
create trigger has_mailbox after insert on credential referencing new table as fresh
    for each statement execute function rows_have_parents('mailbox', 'workspace_id, mailbox_id');
alter table channel_belief drop constraint channel_belief_workspace_id_mailbox_id_fkey;
create trigger has_mailbox after insert on channel_belief referencing new table as fresh
    for each statement execute function rows_have_parents('mailbox', 'workspace_id, mailbox_id');
create trigger takes_children_along after delete on mailbox referencing old table as gone
    for each statement execute function children_go_too('workspace_id, mailbox_id', 'channel', 'credential', 'channel_belief');

alter table import_row drop constraint import_row_workspace_id_import_id_fkey;
create trigger has_run after insert on import_row referencing new table as fresh
    for each statement execute function rows_have_parents('import_run', 'workspace_id, import_id');
create trigger takes_rows_along after delete on import_run referencing old table as gone
    for each statement execute function children_go_too('workspace_id, import_id', 'import_row');

create trigger keys_never_change before update of workspace_id on workspace
    for each statement execute function keys_never_change();
create trigger keys_never_change before update of workspace_id on sealed_secret
    for each statement execute function keys_never_change();
create trigger keys_never_change before update of workspace_id, mailbox_id on mailbox
    for each statement execute function keys_never_change();
create trigger keys_never_change before update of workspace_id, mailbox_id on channel
    for each statement execute function keys_never_change();
create trigger keys_never_change before update of workspace_id, mailbox_id on credential
    for each statement execute function keys_never_change();
create trigger keys_never_change before update of workspace_id, mailbox_id on channel_belief
    for each statement execute function keys_never_change();
create trigger keys_never_change before update of workspace_id, import_id on import_run
    for each statement execute function keys_never_change();
create trigger keys_never_change before update of workspace_id, import_id on import_row
    for each statement execute function keys_never_change();
