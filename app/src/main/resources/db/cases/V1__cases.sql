-- What the city takes up, and how long it may take unless somebody says otherwise.
create table cases.matter (
    code text primary key,
    name_zh text not null,
    name_en text not null default '',
    listed_under text not null,
    limit_seconds bigint not null check (limit_seconds > 0),
    clock text not null,
    needs_photo boolean not null,
    -- an officer set limit, clock or photo rule by hand: imports and scenes leave them
    kept_by_hand boolean not null default false
);

-- Limits of matters that come without one, by kind 部件/事项 of the standard.
create table cases.matter_default (
    kind text primary key,
    limit_seconds bigint not null,
    clock text not null,
    needs_photo boolean not null
);

-- Days that do not follow the week: holidays, and made-up working days 调休.
create table cases.holiday (
    day date primary key,
    works boolean not null,
    name text not null,
    -- shipped with the program; an officer has not checked it against the notice yet
    assumed boolean not null default false
);

create table cases.case_file (
    id bigint primary key generated always as identity (start with 1001),
    code text not null unique,
    source text not null,
    source_ref text not null,
    title text not null,
    words text not null,
    address text not null,
    lon double precision,
    lat double precision,
    device_id text,
    -- the state: what the history comes to
    version int not null,
    length int not null,
    status text not null,
    matter text not null,
    place text not null,
    severity smallint not null,
    automatic boolean not null,
    limit_seconds bigint not null,
    clock text not null,
    needs_photo boolean not null,
    reported_at timestamptz not null,
    registered_at timestamptz,
    deadline timestamptz,
    overdue_at timestamptz,
    fed_back_at timestamptz,
    closed_at timestamptz,
    unit text,
    account bigint,
    handler bigint,
    given_back int not null default 0,
    outcome text,
    stars int not null default 0,
    unique (source, source_ref)
);

create index case_place on cases.case_file (place text_pattern_ops, id);
create index case_unit on cases.case_file (unit, id) where unit is not null;
create index case_account on cases.case_file (account, id) where account is not null;
create index case_handler on cases.case_file (handler, id) where handler is not null;
create index case_matter on cases.case_file (matter, reported_at);
create index case_open on cases.case_file (place text_pattern_ops) where status not in ('CLOSED', 'VOID');
create index case_closed on cases.case_file (closed_at) where closed_at is not null;
create index case_reported on cases.case_file (reported_at);
create index case_plan on cases.case_file (id) where automatic and status = 'REGISTERED';
create index case_due on cases.case_file (deadline)
    where overdue_at is null and status in ('REGISTERED', 'DISPATCHED', 'HANDLING');

-- Who reported, kept apart from the case: personal data.
create table cases.reporter (
    case_id bigint primary key references cases.case_file,
    name text not null,
    phone text not null
);

-- What units have and had in hand; never two at once.
create table cases.task (
    id bigint primary key generated always as identity,
    case_id bigint not null references cases.case_file,
    unit text not null,
    account bigint,
    given_at timestamptz not null,
    taken_at timestamptz,
    arrived_at timestamptz,
    ended_at timestamptz
);

create unique index one_open_task on cases.task (case_id) where ended_at is null;
create index task_of_case on cases.task (case_id);
create index task_untaken on cases.task (given_at) where ended_at is null and taken_at is null;

-- The history: every step of every case, never rewritten.
create table cases.event (
    case_id bigint not null references cases.case_file,
    seq int not null,
    -- version of the case after it
    step int not null,
    at timestamptz not null,
    account bigint not null,
    name text not null,
    kind text not null,
    words text not null,
    data jsonb not null,
    primary key (case_id, seq)
);

create function cases.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'Expected to % the history of cases, but it is only ever added to.', lower(tg_op);
end $$;

create trigger never_rewritten before update or delete or truncate on cases.event
    for each statement execute function cases.refuse_rewriting();

create table cases.photo (
    id bigint primary key generated always as identity,
    case_id bigint not null references cases.case_file,
    -- line of the history that it came with
    seq int not null,
    type text not null,
    image bytea not null,
    -- null where the program cannot draw this type smaller
    small bytea
);

alter table cases.photo alter column image set storage external;
create index photo_of_case on cases.photo (case_id, id);
