-- Tasks of coding agents are found by their calls: a narrow column instead of user agents, instructions and names of tools.
-- Calls of before the column are known by the names that their clients gave themselves.
ALTER TABLE observations
  ADD COLUMN IF NOT EXISTS coding_agent LowCardinality(String) DEFAULT multiIf(
    match(metadata['user_agent'], '^(?i)cline\\b'), 'cline',
    match(metadata['user_agent'], '^(?i)claude-cli/'), 'claude-code',
    match(metadata['user_agent'], '^(?i)roo-?code/'), 'roo-code',
    ''
  ) AFTER tool_call_names;

-- What is stored already gets the column in the background: until then each question would read the metadata of its rows.
ALTER TABLE observations MATERIALIZE COLUMN coding_agent;
