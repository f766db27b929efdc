-- One alarm a row: from raised to cleared.
create table detection.alarm (
    id bigint generated always as identity primary key,
    device integer not null,
    device_id text not null,
    scene text not null,
    rule text not null,
    severity text not null,
    title_zh text not null,
    title_en text not null,
    raised_at timestamptz not null,
    cleared_at timestamptz,
    -- of the readings since it was raised
    value double precision,
    peak double precision,
    readings bigint not null default 1,
    updated_at timestamptz not null,
    place text not null,
    unit text,
    lon double precision,
    lat double precision,
    -- meant for people: becomes a case, and tells the case when it clears
    for_people boolean not null,
    case_id bigint,
    clear_told boolean not null default false,
    report_after timestamptz not null default '-infinity',
    report_fault text,
    committed_at timestamptz not null default clock_timestamp(),
    -- the engine may say the same transition again after a crash; it happened once
    unique (device, scene, rule, raised_at)
);
create unique index alarm_active on detection.alarm (device, scene, rule) where cleared_at is null;
create index alarm_active_place on detection.alarm (place text_pattern_ops) where cleared_at is null;
create index alarm_place on detection.alarm (place text_pattern_ops);
create index alarm_raised on detection.alarm (raised_at);
create index alarm_to_report on detection.alarm (id) where for_people and case_id is null;
create index alarm_to_tell on detection.alarm (id) where case_id is not null and cleared_at is not null and not clear_told;
create index alarm_case on detection.alarm (case_id) where case_id is not null;

-- Scenes that an officer has switched off.
create table detection.scene_off (
    scene text primary key
);

-- Where the engine goes on after a restart: its state, and the moment of the readings' log it stands for.
create table detection.checkpoint (
    one boolean primary key default true check (one),
    received_micros bigint not null,
    state bytea not null,
    active bigint[] not null,
    saved_at timestamptz not null
);
