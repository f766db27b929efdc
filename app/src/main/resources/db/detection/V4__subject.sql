-- What a spot was called when the alarm was raised; null for a device that is no spot of another. A spot's number may mean
-- another thing in a month, and then its alarms are no news of the same case.
alter table detection.alarm add column subject text;
