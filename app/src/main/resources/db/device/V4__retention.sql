-- How many days the readings of a kind are kept; 0, or no row, keeps them for ever.
create table device.retention (
    kind text primary key references device.kind,
    days int not null
);
