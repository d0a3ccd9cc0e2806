-- How a workspace tells its people; no row: as we do it by ourselves.
create table notice_settings (
    workspace_id uuid    primary key references workspace,
    -- Against phishing: all notices of the workspace carry it.
    phrase       text    not null default '',
    -- Whether owners and mailboxes get a link for renewing the login.
    links        boolean not null default true
);

create table notice_template (
    workspace_id uuid not null references workspace,
    kind         text not null check (kind in ('lost', 'reminder', 'restored', 'digest', 'incident')),
    subject      text not null,
    body         text not null,
    primary key (workspace_id, kind)
);

create table notice_opt_out (
    workspace_id uuid        not null,
    person_id    uuid        not null,
    at           timestamptz not null,
    primary key (workspace_id, person_id),
    foreign key (workspace_id, person_id) references member on delete cascade
);

-- When a provider's incident is over, what it held back is judged all at once: until then losses go by digest.
create table notice_storm (
    workspace_id uuid        primary key references workspace,
    until        timestamptz not null
);

-- The outbox. What a mail says is found out when it is sent: nothing stale goes out, and no link is kept in clear.
create table notice_mail (
    workspace_id uuid        not null references workspace,
    mail_id      uuid        not null,
    kind         text        not null,
    recipient    text        not null,
    audience     text        not null check (audience in ('member', 'owner', 'mailbox', 'person')),
    -- The same is told once, however often it is asked for.
    dedupe       text        not null,
    about        jsonb       not null default '{}',
    state        text        not null default 'waiting' check (state in ('waiting', 'sent', 'withdrawn', 'failed')),
    attempts     integer     not null default 0,
    due_at       timestamptz not null,
    -- The database's own time: a test clock that jumps must not end a lease.
    leased_until timestamptz,
    claim        uuid,
    made_at      timestamptz not null,
    ended_at     timestamptz,
    subject      text        not null default '',
    failure      text        not null default '',
    primary key (workspace_id, mail_id),
    unique (workspace_id, dedupe)
);
create index notice_mail_due on notice_mail (due_at) where state = 'waiting';
create index notice_mail_newest on notice_mail (workspace_id, made_at desc, mail_id desc);
create index notice_mail_ended on notice_mail (ended_at) where ended_at is not null;

-- A loss that people are told of, until they are told that it is over.
create table told_loss (
    workspace_id uuid        not null,
    mailbox_id   uuid        not null,
    loss_id      uuid        not null,
    began_at     timestamptz not null,
    remind_at    timestamptz,
    over         boolean     not null default false,
    primary key (workspace_id, mailbox_id, loss_id),
    foreign key (workspace_id, mailbox_id, loss_id) references loss on delete cascade
);
create index told_loss_remind on told_loss (remind_at) where remind_at is not null;
create index told_loss_open on told_loss (workspace_id, mailbox_id) where not over;

-- One thing to tell one recipient; several of them may go in one mail.
create table notice (
    workspace_id uuid        not null,
    mailbox_id   uuid        not null,
    loss_id      uuid        not null,
    occasion     text        not null check (occasion in ('lost', 'reminder', 'restored')),
    -- Of a reminder: after how many days; else 0.
    days         integer     not null,
    recipient    text        not null,
    audience     text        not null check (audience in ('member', 'owner', 'mailbox')),
    -- Held for a digest while there is no mail.
    mail_id      uuid,
    withdrawn    boolean     not null default false,
    made_at      timestamptz not null,
    primary key (workspace_id, mailbox_id, loss_id, occasion, days, recipient),
    foreign key (workspace_id, mailbox_id, loss_id) references told_loss on delete cascade,
    foreign key (workspace_id, mail_id) references notice_mail on delete cascade
);
create index notice_held on notice (workspace_id, recipient, occasion) where mail_id is null and not withdrawn;
create index notice_lately on notice (workspace_id, recipient, occasion, made_at);
create index notice_in_mail on notice (workspace_id, mail_id) where mail_id is not null;
