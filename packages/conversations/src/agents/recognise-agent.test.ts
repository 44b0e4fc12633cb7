import { expect, test } from 'vitest'
import { recogniseAgent } from './recognise-agent.ts'

const none = { userAgent: undefined, input: null, toolNames: [] }
const system = (content: string) => JSON.stringify({ messages: [{ role: 'system', content }] })

test.each([
  ['Cline/3.82.0', 'cline'],
  ['claude-cli/2.1.330 (external, sdk-cli)', 'claude-code'],
  ['RooCode/3.25.0', 'roo-code'],
  ['Kilo-Code/4.80.0', 'kilo-code'],
  ['codex_cli_rs/0.50.0 (Mac OS 15.1; arm64)', 'codex'],
  ['GeminiCLI/0.9.0 (linux; x64)', 'gemini-cli'],
  ['opencode/1.0.10', 'opencode'],
  ['OpenAI/Python 2.1.0', undefined],
  ['my-Cline/1', undefined],
])('the client %s', (userAgent, agent) => {
  expect(recogniseAgent({ ...none, userAgent })).toBe(agent)
})

test.each([
  ['You are Cline, a highly skilled software engineer', 'cline'],
  ["You are Claude Code, Anthropic's official CLI for Claude.", 'claude-code'],
  ['You are Roo, a highly skilled software engineer', 'roo-code'],
  ['Act as an expert software developer.', 'aider'],
  ['You are a poet.', undefined],
  ['You are Clinecat.', undefined],
])('instructions: %s', (text, agent) => {
  expect(recogniseAgent({ ...none, input: system(text) })).toBe(agent)
  const blocks = JSON.stringify({ system: [{ type: 'text', text }], messages: [] })
  expect(recogniseAgent({ ...none, input: blocks })).toBe(agent)
})

test('words that somebody quotes are no instructions', () => {
  expect(recogniseAgent({ ...none, input: system('What does "You are Cline" mean?') })).toBeUndefined()
})

test.each([
  [['read_file', 'replace_in_file', 'attempt_completion'], 'cline'],
  [['read_file', 'apply_diff', 'attempt_completion'], 'roo-code'],
  [['read_files', 'run_commands', 'editor', 'submit_and_exit'], 'cline'],
  [['Bash', 'Edit', 'Read', 'Write'], 'claude-code'],
  [['shell', 'apply_patch'], 'other'],
  [['search_web', 'get_weather'], undefined],
  [[], undefined],
])('tools %j', (toolNames, agent) => {
  expect(recogniseAgent({ ...none, toolNames })).toBe(agent)
})

test('a client goes before its instructions, and these before its tools', () => {
  const input = system('You are Cline.')
  const toolNames = ['apply_diff', 'attempt_completion']
  expect(recogniseAgent({ userAgent: 'Kilo-Code/4', input, toolNames })).toBe('kilo-code')
  expect(recogniseAgent({ userAgent: 'Mozilla/5.0', input, toolNames })).toBe('cline')
})
