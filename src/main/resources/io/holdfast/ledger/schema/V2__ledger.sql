-- The ledger: append-only, each entry with the hash of the one before (io.holdfast.ledger.Entry says of what text).

create table if not exists ledger (
    position      bigint         not null primary key,
    kind          varchar(20)    not null,
    recorded_at   varchar(40)    not null,
    run_id        varchar(120)   not null,
    facts         varchar(100000) not null,
    previous_hash char(64)       not null unique,
    hash          char(64)       not null unique
);
