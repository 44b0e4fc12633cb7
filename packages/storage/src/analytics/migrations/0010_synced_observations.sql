-- The texts of observations may stand in their rows alone: these are synced to the disk as their parts are.
ALTER TABLE observations MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
