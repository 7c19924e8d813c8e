-- The mart: the results of each run, small, for reports and for any SQL client.
-- jobs/MART.md describes every table and column for people; a test holds the two together.

create table if not exists run (
    run_id             varchar(120) not null primary key,
    job                varchar(60)  not null,
    period             varchar(10)  not null,
    period_start       date         not null,
    period_end         date         not null,
    revision           integer      not null,
    ledger_position    bigint       not null,
    ledger_sha256      char(64)     not null,
    as_known_at        timestamp    not null,
    company            varchar(200) not null,
    zone               varchar(60)  not null,
    currency           varchar(10)  not null,
    program_version    varchar(60)  not null,
    definitions_sha256 char(64)     not null,
    unique (job, period, revision)
);

create table if not exists kpi (
    run_id     varchar(120) not null references run on delete cascade,
    kpi        varchar(60)  not null,
    ordinal    integer      not null,
    unit       varchar(20)  not null,
    aggregate  varchar(20)  not null,
    estimate   boolean      not null,
    better     varchar(10)  not null,
    sql_sha256 char(64)     not null,
    primary key (run_id, kpi)
);

create table if not exists kpi_text (
    run_id   varchar(120)  not null,
    kpi      varchar(60)   not null,
    language varchar(10)   not null,
    name     varchar(200)  not null,
    question varchar(500)  not null,
    meaning  varchar(2000) not null,
    owner    varchar(200)  not null,
    primary key (run_id, kpi, language),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists kpi_value (
    run_id       varchar(120)   not null,
    kpi          varchar(60)    not null,
    dimension    varchar(40)    not null,
    member       varchar(500)   not null,
    period       varchar(10)    not null,
    period_start date           not null,
    numerator    decimal(38, 6),
    denominator  decimal(38, 6),
    figure       decimal(38, 12),
    low          decimal(38, 12),
    high         decimal(38, 12),
    counted      bigint         not null,
    excluded     bigint         not null,
    target       decimal(38, 12),
    status       varchar(20)    not null,
    primary key (run_id, kpi, dimension, member, period),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists kpi_excluded (
    run_id   varchar(120) not null,
    kpi      varchar(60)  not null,
    reason   varchar(100) not null,
    excluded bigint       not null,
    primary key (run_id, kpi, reason),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists scorecard (
    run_id      varchar(120)    not null,
    kpi         varchar(60)     not null,
    ordinal     integer         not null,
    numerator   decimal(38, 6),
    denominator decimal(38, 6),
    figure      decimal(38, 12),
    low         decimal(38, 12),
    high        decimal(38, 12),
    counted     bigint          not null,
    excluded    bigint          not null,
    target      decimal(38, 12),
    previous    decimal(38, 12),
    last_year   decimal(38, 12),
    status      varchar(20)     not null,
    variation   varchar(20)     not null,
    assurance   varchar(20)     not null,
    centre      decimal(38, 12),
    lower_limit decimal(38, 12),
    upper_limit decimal(38, 12),
    primary key (run_id, kpi),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists kpi_also (
    run_id  varchar(120) not null,
    kpi     varchar(60)  not null,
    measure varchar(40)  not null,
    ordinal integer      not null,
    unit    varchar(20)  not null,
    primary key (run_id, kpi, measure),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists kpi_also_text (
    run_id   varchar(120) not null,
    kpi      varchar(60)  not null,
    measure  varchar(40)  not null,
    language varchar(10)  not null,
    name     varchar(200) not null,
    primary key (run_id, kpi, measure, language),
    foreign key (run_id, kpi, measure) references kpi_also on delete cascade
);

create table if not exists kpi_also_value (
    run_id       varchar(120)   not null,
    kpi          varchar(60)    not null,
    measure      varchar(40)    not null,
    dimension    varchar(40)    not null,
    member       varchar(500)   not null,
    period       varchar(10)    not null,
    period_start date           not null,
    numerator    decimal(38, 6),
    denominator  decimal(38, 6),
    figure       decimal(38, 12),
    low          decimal(38, 12),
    high         decimal(38, 12),
    primary key (run_id, kpi, measure, dimension, member, period),
    foreign key (run_id, kpi, measure) references kpi_also on delete cascade
);

create table if not exists kpi_contribution (
    run_id    varchar(120)    not null,
    kpi       varchar(60)     not null,
    since     varchar(10)     not null,
    dimension varchar(40)     not null,
    member    varchar(500)    not null,
    rate      decimal(38, 12) not null,
    mix       decimal(38, 12) not null,
    moved     decimal(38, 12) not null,
    primary key (run_id, kpi, since, dimension, member),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists kpi_year (
    run_id       varchar(120)    not null,
    kpi          varchar(60)     not null,
    first_period varchar(10)     not null,
    first_figure decimal(38, 12) not null,
    first_target decimal(38, 12),
    last_period  varchar(10)     not null,
    last_figure  decimal(38, 12) not null,
    last_target  decimal(38, 12),
    best_period  varchar(10),
    best_figure  decimal(38, 12),
    primary key (run_id, kpi),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists left_out (
    run_id  varchar(120)  not null references run on delete cascade,
    kpi     varchar(60)   not null,
    missing varchar(1000) not null,
    primary key (run_id, kpi)
);

create table if not exists account (
    run_id           varchar(120)   not null references run on delete cascade,
    ordinal          integer        not null,
    customer_id      varchar(200)   not null,
    name             varchar(500)   not null,
    branch           varchar(500),
    revenue          decimal(18, 2) not null,
    revenue_before   decimal(18, 2) not null,
    share            decimal(18, 12),
    cumulative_share decimal(18, 12),
    trend            varchar(20)    not null,
    orders           bigint         not null,
    late             bigint,
    wrong            bigint,
    complaints       bigint,
    slow_answers     bigint,
    unresolved       bigint,
    low_scores       bigint,
    primary key (run_id, customer_id)
);

create table if not exists account_total (
    run_id         varchar(120)   not null primary key references run on delete cascade,
    revenue        decimal(38, 2) not null,
    revenue_before decimal(38, 2) not null,
    fading         bigint         not null,
    lost           decimal(38, 2) not null,
    orders         bigint         not null,
    late           bigint,
    wrong          bigint,
    complaints     bigint,
    slow_answers   bigint,
    unresolved     bigint,
    low_scores     bigint
);

create table if not exists concentration (
    run_id          varchar(120)    not null references run on delete cascade,
    customer_share  decimal(5, 2)   not null,
    customers       bigint          not null,
    revenue         decimal(38, 2)  not null,
    revenue_share   decimal(18, 12) not null,
    primary key (run_id, customer_share)
);

create table if not exists complaint (
    run_id            varchar(120) not null primary key references run on delete cascade,
    complaints        bigint       not null,
    customers         bigint       not null,
    recurring         bigint       not null,
    complaints_before bigint,
    customers_before  bigint,
    recurring_before  bigint,
    unresolved        bigint
);

create table if not exists complaint_category (
    run_id            varchar(120)    not null references run on delete cascade,
    ordinal           integer         not null,
    category          varchar(500)    not null,
    complaints        bigint          not null,
    customers         bigint          not null,
    recurring         bigint          not null,
    share             decimal(18, 12) not null,
    cumulative_share  decimal(18, 12) not null,
    complaints_before bigint,
    primary key (run_id, ordinal)
);

create table if not exists complaint_repeat (
    run_id      varchar(120) not null references run on delete cascade,
    ordinal     integer      not null,
    category    varchar(500) not null,
    feedback_id varchar(200) not null,
    customer_id varchar(200) not null,
    name        varchar(500) not null,
    branch      varchar(500),
    order_id    varchar(200),
    received_at timestamp    not null,
    preceded_at timestamp    not null,
    primary key (run_id, ordinal)
);

create table if not exists complaint_age (
    run_id     varchar(120) not null references run on delete cascade,
    ordinal    integer      not null,
    from_days  integer      not null,
    to_days    integer,
    complaints bigint       not null,
    unanswered bigint       not null,
    primary key (run_id, ordinal)
);

create table if not exists complaint_open (
    run_id      varchar(120) not null references run on delete cascade,
    ordinal     integer      not null,
    feedback_id varchar(200) not null,
    customer_id varchar(200) not null,
    name        varchar(500) not null,
    branch      varchar(500),
    category    varchar(500) not null,
    order_id    varchar(200),
    received_at timestamp    not null,
    days        bigint       not null,
    answered    boolean      not null,
    primary key (run_id, ordinal)
);

create table if not exists one_word_language (
    run_id           varchar(120) not null references run on delete cascade,
    language         varchar(10)  not null,
    customers        bigint       not null,
    customers_before bigint       not null,
    words            bigint       not null,
    primary key (run_id, language)
);

create table if not exists one_word (
    run_id           varchar(120) not null references run on delete cascade,
    language         varchar(10)  not null,
    ordinal          integer      not null,
    word             varchar(100) not null,
    customers        bigint       not null,
    customers_before bigint       not null,
    primary key (run_id, language, ordinal)
);

create table if not exists run_load (
    run_id          varchar(120) not null references run on delete cascade,
    ledger_position bigint       not null,
    entity          varchar(40)  not null,
    source          varchar(100) not null,
    file            varchar(500) not null,
    recorded_at     timestamp    not null,
    records         bigint       not null,
    left_out        bigint       not null,
    rejected        bigint       not null,
    accepted        bigint       not null,
    stored          bigint       not null,
    file_sha256     char(64)     not null,
    primary key (run_id, ledger_position)
);

create table if not exists notice (
    run_id  varchar(120)  not null references run on delete cascade,
    ordinal integer       not null,
    text    varchar(2000) not null,
    primary key (run_id, ordinal)
);

-- Who is about to stop ordering.

create table if not exists churn_run (
    run_id           varchar(120)   not null primary key references run on delete cascade,
    as_of            date           not null,
    horizon_days     integer        not null,
    champion         varchar(20)    not null,
    counts           varchar(20),
    back_test_cut    date,
    customers_tested bigint,
    lapses_tested    bigint,
    active           bigint         not null,
    stopped          bigint         not null,
    released         bigint         not null,
    silent           bigint,
    repeaters        bigint         not null,
    order_days       bigint         not null,
    listed           bigint         not null,
    expected         decimal(28, 9) not null,
    value_at_risk    decimal(38, 2) not null,
    discount_rate    decimal(15, 12) not null,
    scores_sha256    char(64)       not null
);

create table if not exists churn_model (
    run_id            varchar(120) not null references churn_run on delete cascade,
    model             varchar(20)  not null,
    ordinal           integer      not null,
    auc               decimal(18, 12),
    auc_low           decimal(18, 12),
    auc_high          decimal(18, 12),
    lead              decimal(18, 12),
    lead_low          decimal(18, 12),
    lead_high         decimal(18, 12),
    brier             decimal(18, 12),
    brier_low         decimal(18, 12),
    brier_high        decimal(18, 12),
    log_loss          decimal(24, 12),
    log_loss_low      decimal(24, 12),
    log_loss_high     decimal(24, 12),
    ece               decimal(18, 12),
    ece_low           decimal(18, 12),
    ece_high          decimal(18, 12),
    lift              decimal(24, 12),
    lift_low          decimal(24, 12),
    lift_high         decimal(24, 12),
    not_tested        varchar(30),
    not_tested_words  varchar(500),
    not_fitted        varchar(30),
    not_fitted_words  varchar(500),
    log_likelihood    double precision,
    prior             boolean,
    primary key (run_id, model)
);

create table if not exists churn_parameter (
    run_id         varchar(120) not null references churn_run on delete cascade,
    model          varchar(20)  not null,
    parameter      varchar(20)  not null,
    ordinal        integer      not null,
    figure         double precision       not null,
    standard_error double precision       not null,
    in_days        boolean      not null,
    primary key (run_id, model, parameter)
);

create table if not exists churn_calibration (
    run_id    varchar(120)    not null references churn_run on delete cascade,
    bin       integer         not null,
    customers bigint          not null,
    predicted decimal(18, 12) not null,
    lapsed    bigint          not null,
    low       decimal(18, 12) not null,
    high      decimal(18, 12) not null,
    primary key (run_id, bin)
);

create table if not exists churn_warning (
    run_id   varchar(120) not null references churn_run on delete cascade,
    ordinal  integer      not null,
    code     varchar(40)  not null,
    number_1 double precision,
    number_2 double precision,
    number_3 double precision,
    primary key (run_id, ordinal)
);

create table if not exists churn_customer (
    run_id           varchar(120)   not null references churn_run on delete cascade,
    ordinal          integer        not null,
    customer_id      varchar(200)   not null,
    name             varchar(500),
    branch           varchar(500),
    region           varchar(500),
    segment          varchar(500),
    account_manager  varchar(500),
    last_order       date           not null,
    order_days       bigint         not null,
    days_since_order bigint         not null,
    mean_order_value decimal(18, 2) not null,
    p_lapse          decimal(12, 9) not null,
    p_low            decimal(12, 9) not null,
    p_high           decimal(12, 9) not null,
    expected_orders  decimal(18, 6),
    expected_low     decimal(18, 6),
    expected_high    decimal(18, 6),
    expected_value   decimal(18, 2) not null,
    value_at_risk    decimal(18, 2) not null,
    lifetime_value   decimal(18, 2),
    usual_gap        bigint,
    usual_gap_of     varchar(10),
    expected_next    date,
    days_overdue     bigint,
    longer_gaps      decimal(9, 6),
    late_orders      bigint,
    wrong_orders     bigint,
    complaints       bigint,
    slow_answers     bigint,
    complaint_open   boolean,
    silent           boolean,
    reasons          varchar(2000),
    value_group      varchar(60),
    action           varchar(40)    not null,
    primary key (run_id, ordinal)
);

create table if not exists churn_win_back (
    run_id           varchar(120)   not null references churn_run on delete cascade,
    ordinal          integer        not null,
    customer_id      varchar(200)   not null,
    name             varchar(500),
    branch           varchar(500),
    region           varchar(500),
    segment          varchar(500),
    account_manager  varchar(500),
    first_order      date           not null,
    last_order       date           not null,
    order_days       bigint         not null,
    mean_order_value decimal(18, 2) not null,
    ordered_value    decimal(38, 2) not null,
    late_orders      bigint,
    wrong_orders     bigint,
    complaints       bigint,
    slow_answers     bigint,
    complaint_open   boolean,
    silent           boolean,
    reasons          varchar(2000),
    value_group      varchar(60),
    action           varchar(40)    not null,
    primary key (run_id, ordinal)
);

create table if not exists churn_released (
    run_id          varchar(120)   not null references churn_run on delete cascade,
    ordinal         integer        not null,
    customer_id     varchar(200)   not null,
    name            varchar(500),
    branch          varchar(500),
    released_on     date           not null,
    released_by     varchar(500),
    released_reason varchar(500),
    last_order      date,
    ordered_value   decimal(38, 2) not null,
    primary key (run_id, ordinal)
);

create table if not exists churn_action (
    run_id    varchar(120) not null references churn_run on delete cascade,
    action    varchar(40)  not null,
    ordinal   integer      not null,
    customers bigint       not null,
    primary key (run_id, action)
);

create table if not exists churn_action_text (
    run_id   varchar(120) not null,
    action   varchar(40)  not null,
    language varchar(10)  not null,
    name     varchar(200) not null,
    primary key (run_id, action, language),
    foreign key (run_id, action) references churn_action on delete cascade
);

create table if not exists churn_list_result (
    run_id          varchar(120)   not null references churn_run on delete cascade,
    list_run_id     varchar(120)   not null,
    list_period     varchar(10)    not null,
    as_of           date           not null,
    horizon_days    integer        not null,
    recorded_at     timestamp      not null,
    scores_sha256   char(64)       not null,
    customers       bigint         not null,
    released        bigint         not null,
    stopped         bigint         not null,
    expected        decimal(28, 9) not null,
    listed          bigint         not null,
    hits            bigint         not null,
    false_alarms    bigint         not null,
    missed          bigint         not null,
    listed_expected decimal(28, 9) not null,
    listed_rate     decimal(18, 12),
    other_rate      decimal(18, 12),
    lift            decimal(24, 12),
    primary key (run_id, list_run_id)
);

-- What stands beside the scores of customers: ChurnInsights.

create table if not exists churn_reason (
    run_id            varchar(120)   not null references run on delete cascade,
    reason            varchar(60)    not null,
    ordinal           integer        not null,
    kind              varchar(20)    not null,
    lookback_days     integer        not null,
    finding           varchar(20)    not null,
    missing           varchar(1000)  not null,
    origins           integer        not null,
    exposed           bigint         not null,
    exposed_lapsed    bigint         not null,
    unexposed         bigint         not null,
    unexposed_lapsed  bigint         not null,
    crude_risk        decimal(18, 6),
    strata            integer        not null,
    relative_risk     decimal(18, 6),
    low               decimal(18, 6),
    high              decimal(18, 6),
    definition_sha256 char(64)       not null,
    primary key (run_id, reason)
);

create table if not exists churn_reason_text (
    run_id   varchar(120) not null,
    reason   varchar(60)  not null,
    language varchar(10)  not null,
    name     varchar(200) not null,
    primary key (run_id, reason, language),
    foreign key (run_id, reason) references churn_reason on delete cascade
);

create table if not exists churn_met (
    run_id      varchar(120) not null,
    customer_id varchar(200) not null,
    reason      varchar(60)  not null,
    times       bigint       not null,
    last_day    date         not null,
    primary key (run_id, customer_id, reason),
    foreign key (run_id, reason) references churn_reason on delete cascade
);

create table if not exists churn_silent (
    run_id               varchar(120) not null primary key references run on delete cascade,
    since                date         not null,
    customers            bigint       not null,
    lapsed               bigint       not null,
    silent               bigint       not null,
    silent_after_failure bigint       not null
);

create table if not exists churn_worth (
    run_id         varchar(120)   not null primary key references run on delete cascade,
    profit_known   boolean        not null,
    ltv_customers  bigint         not null,
    ltv_unknown    bigint         not null,
    ltv_mean       decimal(38, 2),
    value_years    integer        not null,
    discount_rate  decimal(9, 6)  not null,
    clv            decimal(38, 2),
    profit_at_risk decimal(38, 2) not null
);

create table if not exists churn_gain (
    run_id              varchar(120)   not null primary key references run on delete cascade,
    points              decimal(9, 6)  not null,
    at_start            bigint         not null,
    kept                bigint         not null,
    kept_profit         decimal(38, 2) not null,
    per_customer        decimal(38, 2) not null,
    one_year            decimal(38, 2) not null,
    lifetime_years      decimal(38, 6),
    lifetime_years_more decimal(38, 6),
    lifetime            decimal(38, 2)
);

create table if not exists churn_segment (
    run_id       varchar(120)   not null references run on delete cascade,
    segment      varchar(60)    not null,
    ordinal      integer        not null,
    customers    bigint         not null,
    orders       bigint         not null,
    revenue      decimal(38, 2) not null,
    year_revenue decimal(38, 2) not null,
    primary key (run_id, segment)
);

create table if not exists churn_segment_text (
    run_id   varchar(120) not null,
    segment  varchar(60)  not null,
    language varchar(10)  not null,
    name     varchar(200) not null,
    primary key (run_id, segment, language),
    foreign key (run_id, segment) references churn_segment on delete cascade
);

create table if not exists churn_rfm (
    run_id       varchar(120)   not null references run on delete cascade,
    recency      integer        not null,
    frequency    integer        not null,
    money        integer        not null,
    customers    bigint         not null,
    year_revenue decimal(38, 2) not null,
    primary key (run_id, recency, frequency, money)
);

create table if not exists churn_cohort (
    run_id      varchar(120) not null references run on delete cascade,
    grain       varchar(10)  not null,
    cohort      date         not null,
    parts_after integer      not null,
    customers   bigint       not null,
    active      bigint       not null,
    primary key (run_id, grain, cohort, parts_after)
);

create table if not exists churn_survival (
    run_id       varchar(120)  not null references run on delete cascade,
    first_year   varchar(10)   not null,
    months_after integer       not null,
    at_risk      bigint        not null,
    lost         bigint        not null,
    censored     bigint        not null,
    survival     decimal(9, 6) not null,
    low          decimal(9, 6) not null,
    high         decimal(9, 6) not null,
    primary key (run_id, first_year, months_after)
);

create table if not exists churn_three_r (
    run_id        varchar(120) not null primary key references run on delete cascade,
    at_start      bigint       not null,
    released      bigint       not null,
    kept          bigint       not null,
    related       bigint,
    new_customers bigint       not null,
    referred      bigint
);

create table if not exists churn_concentration (
    run_id    varchar(120)   not null references run on delete cascade,
    part      varchar(20)    not null,
    customers bigint         not null,
    revenue   decimal(38, 2) not null,
    primary key (run_id, part)
);

create table if not exists kpi_amounts (
    run_id varchar(120) not null,
    kpi    varchar(60)  not null,
    primary key (run_id, kpi),
    foreign key (run_id, kpi) references kpi on delete cascade
);

-- Notices in other languages.

create table if not exists notice_text (
    run_id   varchar(120)  not null,
    ordinal  integer       not null,
    language varchar(10)   not null,
    text     varchar(2000) not null,
    primary key (run_id, ordinal, language),
    foreign key (run_id, ordinal) references notice on delete cascade
);


create table if not exists restatement (
    run_id           varchar(120) not null primary key references run on delete cascade,
    then_position    bigint       not null,
    then_at          timestamp    not null,
    now_position     bigint       not null,
    now_at           timestamp    not null,
    definitions_then char(64)     not null,
    definitions_now  char(64)     not null,
    program_then     varchar(60)  not null,
    figures          integer      not null,
    moved            integer      not null,
    came             bigint       not null,
    changed          bigint       not null,
    untouching       bigint       not null
);

create table if not exists restatement_change (
    run_id  varchar(120) not null references restatement on delete cascade,
    ordinal integer      not null,
    kpi     varchar(60)  not null,
    kind    varchar(20)  not null,
    name    varchar(60)  not null,
    was     varchar(300) not null,
    became  varchar(300) not null,
    primary key (run_id, ordinal)
);

create table if not exists restatement_figure (
    run_id               varchar(120)    not null,
    kpi                  varchar(60)     not null,
    ordinal              integer         not null,
    published            decimal(38, 12),
    figure               decimal(38, 12),
    difference           decimal(38, 12),
    numerator_then       decimal(38, 6),
    denominator_then     decimal(38, 6),
    numerator            decimal(38, 6),
    denominator          decimal(38, 6),
    target_then          decimal(38, 12),
    target               decimal(38, 12),
    status_then          varchar(20)     not null,
    status               varchar(20)     not null,
    status_by_old_target varchar(20)     not null,
    left_out             varchar(500)    not null,
    moved                boolean         not null,
    parts_moved          integer         not null,
    touching             bigint          not null,
    due                  bigint          not null,
    indirect             bigint          not null,
    primary key (run_id, kpi),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists restatement_part (
    run_id        varchar(120)    not null,
    kpi           varchar(60)     not null,
    dimension     varchar(40)     not null,
    member        varchar(500)    not null,
    place         integer         not null,
    cause         varchar(20)     not null,
    ordinal       integer         not null,
    figure_before decimal(38, 12),
    figure        decimal(38, 12),
    part          decimal(38, 12),
    primary key (run_id, kpi, dimension, member, cause),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists restatement_row (
    run_id          varchar(120)   not null,
    kpi             varchar(60)    not null,
    ordinal         integer        not null,
    entity          varchar(20)    not null,
    row_key         varchar(500)   not null,
    came            boolean        not null,
    ledger_position bigint         not null,
    changed_columns varchar(16000) not null,
    counted         varchar(200)   not null,
    was             varchar(100)   not null,
    was_hit         decimal(38, 6),
    was_base        decimal(38, 6),
    was_other_hit   decimal(38, 6),
    was_other_base  decimal(38, 6),
    became          varchar(100)   not null,
    hit             decimal(38, 6),
    base            decimal(38, 6),
    other_hit       decimal(38, 6),
    other_base      decimal(38, 6),
    primary key (run_id, kpi, ordinal),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists restatement_load (
    run_id          varchar(120) not null references restatement on delete cascade,
    ledger_position bigint       not null,
    entity          varchar(20)  not null,
    source          varchar(200) not null,
    file            varchar(500) not null,
    recorded_at     timestamp    not null,
    came            bigint       not null,
    changed         bigint       not null,
    primary key (run_id, ledger_position)
);


-- The daily brief: DayBrief, AtRisk.

create table if not exists brief (
    run_id         varchar(120)   not null primary key references run on delete cascade,
    day            date           not null,
    weekday        integer        not null,
    last_order     date,
    late           bigint,
    late_value     decimal(38, 2),
    late_due       bigint,
    late_due_value decimal(38, 2),
    late_old       bigint,
    late_old_value decimal(38, 2),
    standard_hours decimal(9, 2)  not null,
    waiting        bigint,
    waiting_old    bigint,
    risks          bigint         not null,
    risks_revenue  decimal(38, 2) not null,
    scored_on      date,
    compared_with  date
);

create table if not exists brief_arrival (
    run_id   varchar(120)   not null references brief on delete cascade,
    ordinal  integer        not null,
    measure  varchar(40)    not null,
    arrived  decimal(38, 2) not null,
    previous decimal(38, 2),
    usual    decimal(38, 2),
    low      decimal(38, 2),
    high     decimal(38, 2),
    weeks    integer        not null,
    primary key (run_id, ordinal)
);

create table if not exists brief_late (
    run_id      varchar(120)   not null references brief on delete cascade,
    ordinal     integer        not null,
    order_id    varchar(200)   not null,
    customer_id varchar(200)   not null,
    name        varchar(500)   not null,
    branch      varchar(500),
    promised_at timestamp      not null,
    days        bigint         not null,
    amount      decimal(18, 2),
    fell_due    boolean        not null,
    primary key (run_id, ordinal)
);

create table if not exists brief_waiting (
    run_id      varchar(120) not null references brief on delete cascade,
    ordinal     integer      not null,
    feedback_id varchar(200) not null,
    kind        varchar(40)  not null,
    customer_id varchar(200) not null,
    name        varchar(500) not null,
    branch      varchar(500),
    category    varchar(500) not null,
    order_id    varchar(200),
    received_at timestamp    not null,
    hours       bigint       not null,
    primary key (run_id, ordinal)
);

create table if not exists brief_risk (
    run_id          varchar(120)   not null references brief on delete cascade,
    ordinal         integer        not null,
    customer_id     varchar(200)   not null,
    name            varchar(500)   not null,
    branch          varchar(500),
    account_manager varchar(500),
    revenue         decimal(38, 2) not null,
    last_order      date           not null,
    silent_days     bigint         not null,
    usual_gap       bigint,
    p_lapse         decimal(12, 9),
    silent          boolean        not null,
    listed          boolean        not null,
    primary key (run_id, ordinal)
);

-- The year review: YearFigure, YearAccounts, YearRestatement.

create table if not exists year_review (
    run_id   varchar(120) not null primary key references run on delete cascade,
    runs     integer      not null,
    figures  integer      not null,
    restated integer      not null
);

create table if not exists year_figure (
    run_id        varchar(120)    not null,
    kpi           varchar(60)     not null,
    first_period  varchar(10)     not null,
    first_figure  decimal(38, 12) not null,
    first_target  decimal(38, 12),
    last_period   varchar(10)     not null,
    last_figure   decimal(38, 12) not null,
    last_target   decimal(38, 12),
    best_period   varchar(10),
    best_figure   decimal(38, 12),
    worst_period  varchar(10),
    worst_figure  decimal(38, 12),
    months        integer         not null,
    missed        integer         not null,
    centre        decimal(38, 12),
    lower_limit   decimal(38, 12),
    upper_limit   decimal(38, 12),
    above         integer         not null,
    below         integer         not null,
    longest_above integer         not null,
    longest_below integer         not null,
    verdict       varchar(20)     not null,
    primary key (run_id, kpi),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists year_month (
    run_id       varchar(120)    not null,
    kpi          varchar(60)     not null,
    period       varchar(10)     not null,
    period_start date            not null,
    figure       decimal(38, 12) not null,
    target       decimal(38, 12),
    status       varchar(20)     not null,
    primary key (run_id, kpi, period),
    foreign key (run_id, kpi) references kpi on delete cascade
);

create table if not exists year_account_count (
    run_id    varchar(120)   not null references year_review on delete cascade,
    change    varchar(20)    not null,
    customers bigint         not null,
    revenue   decimal(38, 2) not null,
    primary key (run_id, change)
);

create table if not exists year_account (
    run_id          varchar(120)   not null references year_review on delete cascade,
    change          varchar(20)    not null,
    ordinal         integer        not null,
    customer_id     varchar(200)   not null,
    name            varchar(500)   not null,
    branch          varchar(500),
    account_manager varchar(500),
    day             date,
    revenue         decimal(38, 2) not null,
    primary key (run_id, change, ordinal)
);

create table if not exists year_restatement (
    run_id       varchar(120)    not null references year_review on delete cascade,
    ordinal      integer         not null,
    restated_run varchar(120)    not null,
    period       varchar(10)     not null,
    kpi          varchar(60)     not null,
    known_at     timestamp       not null,
    published    decimal(38, 12),
    figure       decimal(38, 12),
    difference   decimal(38, 12),
    program      decimal(38, 12),
    arrival      decimal(38, 12),
    correction   decimal(38, 12),
    elapsed      decimal(38, 12),
    definition   decimal(38, 12),
    touching     integer         not null,
    primary key (run_id, ordinal)
);

-- What the last meeting agreed on.

create table if not exists meeting (
    run_id varchar(120) not null primary key references run on delete cascade,
    held   date
);

create table if not exists meeting_action (
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

create table if not exists meeting_action_text (
    run_id   varchar(120) not null,
    ordinal  integer      not null,
    language varchar(10)  not null,
    text     varchar(500) not null,
    primary key (run_id, ordinal, language),
    foreign key (run_id, ordinal) references meeting_action on delete cascade
);

create table if not exists meeting_action_owner (
    run_id   varchar(120) not null,
    ordinal  integer      not null,
    language varchar(10)  not null,
    text     varchar(100) not null,
    primary key (run_id, ordinal, language),
    foreign key (run_id, ordinal) references meeting_action on delete cascade
);

create table if not exists meeting_decision (
    run_id  varchar(120) not null references meeting on delete cascade,
    ordinal integer      not null,
    decided date         not null,
    primary key (run_id, ordinal)
);

create table if not exists meeting_decision_text (
    run_id   varchar(120) not null,
    ordinal  integer      not null,
    language varchar(10)  not null,
    text     varchar(500) not null,
    primary key (run_id, ordinal, language),
    foreign key (run_id, ordinal) references meeting_decision on delete cascade
);
