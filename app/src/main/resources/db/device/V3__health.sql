-- When a device was heard again after it had been silent: whoever is here often flaps. Kept for thirty days.
create table device.returned (
    device int not null,
    at timestamptz not null
);
create index returned_at on device.returned (at);
