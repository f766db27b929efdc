-- Alarms that are recorded but kept from people: while their device is maintained, or under an alarm that says more.
alter table detection.alarm
    -- kept from people now
    add column held boolean not null default false,
    -- the maintenance window, and the alarm above it, for whose sake it is or was kept from people
    add column maintenance bigint,
    add column under bigint,
    -- when it is brought to people unless another reason comes
    add column release_after timestamptz,
    -- when it was brought to people after all
    add column brought_at timestamptz;
drop index detection.alarm_to_report;
create index alarm_to_report on detection.alarm (id) where for_people and case_id is null and not held;
create index alarm_held on detection.alarm (id) where held and cleared_at is null;
