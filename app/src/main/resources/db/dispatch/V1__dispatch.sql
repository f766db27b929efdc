create table responsibility (
    id       bigint generated always as identity primary key,
    matter   text not null,
    place    text not null,
    unit     text not null,
    verifier text,
    unique (matter, place)
);
comment on table responsibility is 'Who answers for a matter (code, group or *) in a place and below; the most specific row wins.';
create index on responsibility (place text_pattern_ops);

create table shift (
    id      bigint generated always as identity primary key,
    unit    text not null,
    account bigint not null,
    starts  timestamptz not null,
    ends    timestamptz not null,
    unique (unit, account, starts),
    check (starts < ends)
);
comment on table shift is 'The roster: one person of a unit on duty from starts until just before ends.';
create index on shift (unit, ends);

create table patience (
    matter           text not null,
    severity         text not null,
    remind_minutes   int not null check (remind_minutes > 0),
    escalate_minutes int not null check (escalate_minutes > remind_minutes),
    primary key (matter, severity)
);
comment on table patience is 'How long a dispatched task may wait to be taken: then the unit is reminded, later the dispatchers are told.';
insert into patience values ('*', '*', 10, 20), ('*', 'CRITICAL', 3, 6);

create table left_to_desk (
    case_id bigint primary key,
    at      timestamptz not null,
    reason  text not null
);
comment on table left_to_desk is 'Cases that should dispatch themselves but could not; people do it.';

create table nudge (
    case_id  bigint not null,
    given_at timestamptz not null,
    step     text not null,
    at       timestamptz not null,
    primary key (case_id, given_at, step)
);
comment on table nudge is 'Reminders and escalations given for a task that nobody has taken: each once.';

create table field_act (
    id      uuid not null,
    account bigint not null,
    case_id bigint not null,
    at      timestamptz not null,
    primary key (id, account)
);
comment on table field_act is 'Acts sent from the field; one that arrives twice over a bad net counts once.';
