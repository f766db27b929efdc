-- By how much readings of a kind may be out of order.
alter table device.kind add column late_millis bigint not null default 0;
