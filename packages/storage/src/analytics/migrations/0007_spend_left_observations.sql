-- Who paid for a call stands in the ledger now; here these columns cost every insert and answered nobody.
ALTER TABLE observations
  DROP COLUMN IF EXISTS gateway_tags,
  DROP COLUMN IF EXISTS gateway_provider,
  DROP COLUMN IF EXISTS gateway_model,
  DROP COLUMN IF EXISTS gateway_end_user,
  DROP COLUMN IF EXISTS gateway_organization,
  DROP COLUMN IF EXISTS gateway_user,
  DROP COLUMN IF EXISTS gateway_team,
  DROP COLUMN IF EXISTS gateway_key;
