-- The severities that an alarm has had after the first, each from its moment on.
create table detection.alarm_level (
    alarm bigint not null references detection.alarm,
    at timestamptz not null,
    severity text not null,
    -- whether the alarm's case has heard of it
    told boolean not null default false,
    primary key (alarm, at)
);
create index alarm_level_to_tell on detection.alarm_level (alarm) where not told;
