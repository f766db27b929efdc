-- What people are told on their pages.
create table notification.message (
    id bigint generated always as identity primary key,
    account bigint not null,
    key text not null,
    args jsonb not null,
    link text not null,
    at timestamptz not null,
    read_at timestamptz
);
create index message_account on notification.message (account, id desc);
create index message_unread on notification.message (account) where read_at is null;

-- Programs that are told, and every time one was.
create table notification.webhook (
    id bigint generated always as identity primary key,
    name text not null,
    url text not null,
    secret text not null,
    types text not null,
    place text not null,
    active boolean not null default true,
    created_at timestamptz not null
);

create table notification.delivery (
    id bigint generated always as identity primary key,
    webhook bigint not null references notification.webhook (id),
    type text not null,
    body text not null,
    created_at timestamptz not null,
    attempts integer not null default 0,
    due_at timestamptz,
    delivered_at timestamptz,
    answer text not null default ''
);
create index delivery_due on notification.delivery (due_at) where due_at is not null;
create index delivery_webhook on notification.delivery (webhook, id desc);
