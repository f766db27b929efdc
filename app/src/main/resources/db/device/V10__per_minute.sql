-- How many messages one device of a kind may send in a minute; 0 is no limit.
alter table device.kind add column per_minute int not null default 6000;
update device.kind set per_minute = 0 where gateway;
