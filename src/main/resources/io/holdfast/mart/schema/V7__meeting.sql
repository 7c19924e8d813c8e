-- What the last meeting agreed on.

create table meeting (
    run_id varchar(120) not null primary key references run on delete cascade,
    held   date
);

create table meeting_action (
    run_id       varchar(120) not null references meeting on delete cascade,
    ordinal      integer      not null,
    action_id    varchar(20)  not null,
    kpi          varchar(60),
    decided      date         not null,
    due          date         not null,
    done         date,
    days_overdue bigint       not null,
    primary key (run_id, ordinal)
);

create table meeting_action_text (
    run_id   varchar(120) not null,
    ordinal  integer      not null,
    language varchar(10)  not null,
    text     varchar(500) not null,
    primary key (run_id, ordinal, language),
    foreign key (run_id, ordinal) references meeting_action on delete cascade
);

create table meeting_action_owner (
    run_id   varchar(120) not null,
    ordinal  integer      not null,
    language varchar(10)  not null,
    text     varchar(100) not null,
    primary key (run_id, ordinal, language),
    foreign key (run_id, ordinal) references meeting_action on delete cascade
);

create table meeting_decision (
    run_id  varchar(120) not null references meeting on delete cascade,
    ordinal integer      not null,
    decided date         not null,
    primary key (run_id, ordinal)
);

create table meeting_decision_text (
    run_id   varchar(120) not null,
    ordinal  integer      not null,
    language varchar(10)  not null,
    text     varchar(500) not null,
    primary key (run_id, ordinal, language),
    foreign key (run_id, ordinal) references meeting_decision on delete cascade
);
