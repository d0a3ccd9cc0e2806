-- How far tests have moved the one clock; real services do not look at it.
create table test_clock (
  only_row      boolean not null primary key default true check (only_row),
  offset_millis bigint  not null
);
