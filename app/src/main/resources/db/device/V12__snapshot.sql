-- What a camera saw at an event: the picture itself, or where it can be fetched until it has been.
create table device.snapshot (
    id bigint generated always as identity primary key,
    device integer not null,
    at timestamptz not null,
    url text,
    image bytea,
    received_at timestamptz not null default now(),
    check (url is not null or image is not null),
    unique (device, at)
);
create index snapshot_received on device.snapshot (received_at);

-- Hosts that pictures may be fetched from, as host or host:port; nothing is fetched from anywhere else.
create table device.snapshot_host (
    host text primary key,
    added_by text not null,
    added_at timestamptz not null
);
