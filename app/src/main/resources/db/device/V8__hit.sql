-- What a device read and the watch list wants: which entry, never the plate or card itself. Written with its readings.
create table device.hit (
    id bigint generated always as identity primary key,
    device integer not null,
    entry bigint not null,
    at timestamptz not null,
    -- whether the audit has it and its owner knows
    noted boolean not null default false,
    unique (device, entry, at)
);
create index hit_unnoted on device.hit (id) where not noted;
create index hit_entry on device.hit (entry, at desc);
