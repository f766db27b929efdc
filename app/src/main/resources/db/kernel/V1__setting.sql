-- Small facts of the installation that belong to no module.
create table kernel.setting (
    key text primary key,
    value text not null
);
