-- The gateway that a device speaks through, by its id: when it is silent, so is the device.
alter table device.device add column gateway text;
