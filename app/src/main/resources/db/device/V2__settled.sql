-- Hours that have settled into Parquet files, one row a file. A reading is in exactly one place: the row of its file is
-- written by the transaction that drops its partition.
create table device.settled (
    name text primary key,
    first_hour bigint not null,
    end_hour bigint not null,
    rows bigint not null,
    bytes bigint not null,
    first_at bigint not null,
    last_at bigint not null
);

-- The folder below history/ that belongs to this database and to no other.
create table device.history_folder (
    name text not null
);
insert into device.history_folder values (substr(gen_random_uuid()::text, 1, 8));

-- What the readings of a closed hour come to, by the hour of their own time, until the hour settles: then it is in a file too.
create table device.hourly (
    received_hour bigint not null,
    device int not null,
    channel smallint not null,
    hour bigint not null,
    n int not null,
    total float8 not null,
    low float8 not null,
    high float8 not null
);
create index hourly_received on device.hourly (received_hour);

create table device.hourly_done (
    received_hour bigint primary key
);
