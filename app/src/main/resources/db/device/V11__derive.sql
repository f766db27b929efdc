-- What the engine works out by itself from the readings of a kind.
alter table device.kind add column derives text not null default '';
