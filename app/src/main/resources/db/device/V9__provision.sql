-- Keys with which devices of a kind ask for their own token. Of the secret only its SHA-256 is kept: it is random and long.
create table device.provision_key (
    key text primary key,
    kind text not null references device.kind,
    place text not null,
    strategy text not null,
    secret bytea not null,
    most int not null,
    made int not null default 0,
    refused bigint not null default 0,
    ends timestamptz not null,
    enabled boolean not null,
    created timestamptz not null
);
create index provision_key_kind on device.provision_key (kind);

-- Which device was given its token by which key.
create table device.provisioned (
    device int primary key references device.device,
    key text not null references device.provision_key,
    at timestamptz not null
);
