-- Why a scene is off: the percent of its thread that the engine spent on it when the program stopped it; null when an officer did.
alter table detection.scene_off add column percent integer;
