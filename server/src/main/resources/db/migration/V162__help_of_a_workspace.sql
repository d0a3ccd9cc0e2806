-- Where its people get help; empty: where the installation says.
alter table notice_settings add column support_url text not null default '';
