-- What a virtual key, its user or its team has spent is asked with every start of a gateway: one narrow column instead of
-- the metadata of all rows.
ALTER TABLE observations
  ADD COLUMN IF NOT EXISTS gateway_key LowCardinality(String) MATERIALIZED metadata['user_api_key_hash'] AFTER metadata;
