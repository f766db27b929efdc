-- For how many days after its end an entry is kept; then it is erased, and only the audit knows that it was.
create table watch.keeping (
    one boolean primary key default true check (one),
    days integer not null check (days between 0 and 1095)
);
insert into watch.keeping (days) values (90);
