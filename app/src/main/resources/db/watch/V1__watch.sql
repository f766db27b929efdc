-- Vehicles and door cards that are looked for by law. The text itself is only here sealed, for whoever may see it, and as a
-- keyed hash, by which it is found; the key lies in the data folder, not in the database.
create table watch.entry (
    id bigint generated always as identity primary key,
    sort text not null,
    code text not null,
    sealed bytea not null,
    masked text not null,
    place text not null,
    basis text not null,
    unit text not null,
    reason text not null,
    entered_by bigint not null,
    entered_name text not null,
    entered_at timestamptz not null,
    expires_at timestamptz not null,
    approved_by bigint,
    approved_name text,
    approved_at timestamptz,
    ended_by bigint,
    ended_at timestamptz,
    -- never open-ended, never approved by whoever entered it
    check (expires_at <= entered_at + interval '366 days'),
    check (approved_by is null or approved_by <> entered_by)
);
create index entry_place on watch.entry (place text_pattern_ops);
create index entry_code on watch.entry (code);
