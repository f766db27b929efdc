-- The tree: an id that several records of all modules refer to never moves, so its path is stored with it.
create table area.area (
    id text primary key check (id ~ '^[0-9A-Za-z.-]{1,40}$'),
    place text not null unique,
    parent text references area.area (id),
    level smallint not null check (level between 0 and 5),
    name text not null,
    lon double precision,
    lat double precision
);
create index on area.area (parent);
create index on area.area (place text_pattern_ops);

-- Outlines: polygons or multipolygons, WGS-84, as well-known binary.
create table area.outline (
    id text primary key references area.area (id),
    shape bytea not null,
    approximate boolean not null
);
