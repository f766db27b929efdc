-- Kinds of devices. number and a channel's index are in the log and in snapshots: they are never given away again.
create table device.kind (
    id text primary key,
    number int not null unique,
    name_zh text not null,
    name_en text not null,
    symbol text not null,
    silent_minutes int not null,
    gateway boolean not null,
    shipped boolean not null
);

create table device.channel (
    kind text not null references device.kind,
    index int not null,
    name text not null,
    label_zh text not null,
    label_en text not null,
    unit text not null,
    type text not null,
    min float8,
    max float8,
    primary key (kind, index),
    unique (kind, name)
);

-- no is an array index in memory and the device's name in the log.
create table device.device (
    no int primary key,
    id text not null unique,
    name text not null,
    kind text not null references device.kind,
    token text not null unique,
    lon float8,
    lat float8,
    place text not null,
    parameters jsonb not null default '{}',
    unit text,
    enabled boolean not null,
    known timestamptz not null,
    simulated boolean not null
);
create index device_place on device.device (place text_pattern_ops);

-- The log. received: microseconds since 1970, the same for a batch, growing strictly from batch to batch, and with line the
-- order of the readings (32,768 is added to line on reading). One partition an hour of received, made by the program.
-- The widest columns stand first: no padding, 32 bytes of data a row.
create table device.reading (
    received bigint not null,
    at timestamptz not null,
    value float8 not null,
    device int not null,
    line smallint not null,
    channel smallint not null
) partition by range (received);

-- Last values: a copy of what is in memory, as of the mark 'last' or later. state: a channel after another, 8 bytes event
-- time in milliseconds and 8 bytes value, big-endian.
create table device.last (
    device int primary key,
    seen bigint not null,
    state bytea not null
) with (fillfactor = 50);

create table device.mark (
    name text primary key,
    received bigint not null
);

-- What could not be taken as it came. payload: at most 4 KiB; whole says whether that is all of it.
create table device.aside (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    reason text not null,
    device text not null,
    place text not null,
    topic text not null,
    payload text not null,
    size int not null,
    whole boolean not null
);
create index aside_at on device.aside (at desc);
create index aside_place on device.aside (place text_pattern_ops);

-- What was only counted, because more came than is worth keeping.
create table device.aside_overflow (
    device text not null,
    reason text not null,
    place text not null,
    n bigint not null,
    last_at timestamptz not null,
    primary key (device, reason)
);
