-- How long input and output are is asked of each trace before they are read: from a column of its own for a twentieth of
-- what reading them costs.
ALTER TABLE observations
  ADD COLUMN IF NOT EXISTS io_bytes UInt64 MATERIALIZED ifNull(length(input), 0) + ifNull(length(output), 0) AFTER output;
