-- While a mailbox is paused nobody is told of anything: what is still true is said when it is resumed.
alter table loss
    add column began_unsaid boolean not null default false,
    -- Of a loss that was said to begin.
    add column ended_unsaid boolean not null default false;
