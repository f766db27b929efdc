-- While somebody works on a device, or on all devices of a kind in a place, its alarms are kept from people.
create table device.maintenance (
    id bigint generated always as identity primary key,
    -- one device, or every device in the place, of one kind where it is named
    device text,
    kind text,
    place text not null,
    starts_at timestamptz not null,
    until timestamptz not null,
    why text not null,
    set_by text not null,
    set_at timestamptz not null,
    ended_at timestamptz,
    ended_by text
);
create index maintenance_until on device.maintenance (until);
create index maintenance_device on device.maintenance (device) where device is not null;
