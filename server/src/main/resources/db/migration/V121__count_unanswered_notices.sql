-- A relay that breaks off behind the last dot may have taken the mail: such a mail is not tried often.
alter table notice_mail add column unanswered integer not null default 0;
