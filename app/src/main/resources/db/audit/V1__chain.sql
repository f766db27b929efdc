-- The chain: every entry carries the hash over itself and the one before. Rows are only ever appended.
create table audit.entry (
    seq bigint primary key,
    at timestamptz not null,
    account bigint not null,
    login text not null,
    -- Where the actor's roles reach, so that an auditor sees the people of the own place only.
    places text[] not null,
    action text not null,
    subject text not null,
    detail text not null,
    refused boolean not null,
    hash text not null
);
create index on audit.entry (at);
create index on audit.entry (login, seq);
create index on audit.entry (subject, seq);
create index on audit.entry (action text_pattern_ops, seq);

-- Where the chain ends: the one row that is changed, by one step at a time. Its lock orders the writers, and an entry cut
-- from the end is missed.
create table audit.head (
    one boolean primary key default true check (one),
    seq bigint not null,
    hash text not null
);
insert into audit.head (seq, hash) values (0, repeat('0', 64));

create function audit.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'The audit is append-only: % of % is refused', tg_op, tg_table_name;
end
$$;
create trigger append_only before update or delete or truncate on audit.entry
    for each statement execute function audit.refuse();
create trigger never_removed before delete or truncate on audit.head
    for each statement execute function audit.refuse();

create function audit.one_step() returns trigger language plpgsql as $$
begin
    if new.seq <> old.seq + 1 then
        raise exception 'The audit moves one step at a time, not from % to %', old.seq, new.seq;
    end if;
    return new;
end
$$;
create trigger one_step before update on audit.head for each row execute function audit.one_step();
