-- Who may come in, what for, and where.
create table identity.account (
    id bigint generated always as identity primary key,
    login text not null unique check (login = lower(login)),
    name text not null,
    phone text not null default '',
    password text not null,
    place text not null,
    active boolean not null default true,
    failures integer not null default 0,
    locked_until timestamptz,
    last_sign_in timestamptz,
    created_at timestamptz not null
);
create index account_place on identity.account (place text_pattern_ops);

create table identity.account_grant (
    account bigint not null references identity.account (id),
    role text not null,
    place text not null,
    unit text,
    unique nulls not distinct (account, role, place, unit)
);
create index account_grant_unit on identity.account_grant (unit) where unit is not null;

create table identity.unit (
    id text primary key,
    name text not null,
    phone text not null default '',
    place text not null
);
create index unit_place on identity.unit (place text_pattern_ops);

-- A session is known by the hash of its token only: who reads this table cannot walk in.
create table identity.session (
    token bytea primary key,
    account bigint not null references identity.account (id),
    opened_at timestamptz not null,
    seen_at timestamptz not null
);
create index session_account on identity.session (account);
