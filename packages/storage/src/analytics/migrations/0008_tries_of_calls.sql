-- Tries of one call are told apart from those of others in the same trace, and what the cache of the gateway saved stands
-- beside what calls cost. Lines of earlier gateways have neither.
ALTER TABLE gateway_calls
  ADD COLUMN IF NOT EXISTS call_id String AFTER trace_id,
  ADD COLUMN IF NOT EXISTS saved Decimal(18, 12) AFTER cost;
