-- Rows that are gone are a cause of their own; before, they were told among those that were corrected.

alter table restatement add column if not exists gone bigint default 0 not null;
alter table restatement_row add column if not exists gone boolean default false not null;
alter table restatement_load add column if not exists gone bigint default 0 not null;
alter table year_restatement add column if not exists deletion decimal(38, 12);
