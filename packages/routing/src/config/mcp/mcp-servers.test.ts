import { describe, expect, test } from 'vitest'
import { describeWarning } from '../config-error.ts'
import { loadGatewayConfig } from '../load.ts'

const load = (servers: object, settings: object = {}) =>
  loadGatewayConfig('config.yaml', {
    env: { TOKEN: 'secret' },
    isProviderSupported: () => true,
    readText: () => JSON.stringify({ mcp_servers: servers, litellm_settings: settings }, null, 1),
  })
const url = 'https://tools.example/mcp'

test('servers are those of the file', () => {
  const { config, warnings } = load(
    {
      'my files': {
        command: 'node',
        args: ['files.js', 1],
        env: { TOKEN: 'os.environ/TOKEN', GONE: 'os.environ/GONE' },
      },
      github: {
        url,
        auth_type: 'bearer_token',
        auth_value: 'os.environ/TOKEN',
        static_headers: { 'X-Team': 'blue' },
        extra_headers: ['X-Request-Id'],
        allowed_tools: ['search'],
        access_groups: ['dev'],
        description: 'Repositories',
        timeout: 5,
      },
      legacy: { url, transport: 'sse', auth_type: 'basic', auth_value: 'u:p', allow_all_keys: true },
    },
    { mcp_aliases: { gh: 'github', hub: 'github' } },
  )
  expect(warnings.map(({ key }) => key)).toEqual(['os.environ/GONE'])
  expect(config.mcpServers).toEqual([
    {
      name: 'my_files',
      prefix: 'my_files',
      transport: { kind: 'stdio', command: 'node', args: ['files.js', '1'], env: { TOKEN: 'secret' } },
      timeoutSeconds: 60,
      disallowedTools: [],
      accessGroups: [],
      forAllKeys: false,
    },
    {
      name: 'github',
      prefix: 'gh',
      description: 'Repositories',
      transport: {
        kind: 'http',
        url,
        headers: { authorization: 'Bearer secret', 'x-team': 'blue' },
        forwarded: ['x-request-id'],
      },
      timeoutSeconds: 5,
      allowedTools: ['search'],
      disallowedTools: [],
      accessGroups: ['dev'],
      forAllKeys: false,
    },
    {
      name: 'legacy',
      prefix: 'legacy',
      transport: { kind: 'sse', url, headers: { authorization: 'Basic dTpw' }, forwarded: [] },
      timeoutSeconds: 60,
      disallowedTools: [],
      accessGroups: [],
      forAllKeys: true,
    },
  ])
})

test('credentials in an address are those of a header, unless there is another one', () => {
  const address = 'https://us%40er:s3cret@tools.example/mcp?a=1'
  const { config } = load({
    plain: { url: address },
    both: { url: address, auth_type: 'bearer_token', auth_value: 'token\n' },
  })
  const [plain, both] = config.mcpServers.map(({ transport }) => transport)
  const basic = `Basic ${Buffer.from('us@er:s3cret').toString('base64')}`
  expect(plain).toMatchObject({ url: `${url}?a=1`, headers: { authorization: basic } })
  expect(both).toMatchObject({ url: `${url}?a=1`, headers: { authorization: 'Bearer token\n' } })
})

test('what has no effect, and what keeps a server from being served, is named with its line', () => {
  const { config, warnings } = load({
    a: { url, auth_type: 'oauth2', client_id: 'x' },
    b: { spec_path: './api.json' },
    c: { url, auth_type: 'api_key', auth_value: 'os.environ/GONE', allowed_tool: ['x'] },
    d: { command: 'node', auth_type: 'basic', auth_value: 'x' },
  })
  expect(config.mcpServers.map(({ name }) => name)).toEqual(['c', 'd'])
  expect(warnings.map(describeWarning)).toEqual([
    expect.stringMatching(/^config.yaml:5: mcp_servers.a.auth_type: .* "oauth2" is not supported/),
    expect.stringMatching(/^config.yaml:9: mcp_servers.b.spec_path: .* give its url/),
    expect.stringMatching(/^config.yaml:14: mcp_servers.c.auth_value: is missing/),
    expect.stringMatching(/^config.yaml:14: os.environ\/GONE/),
    expect.stringMatching(/^config.yaml:15: mcp_servers.c.allowed_tool: .* You may mean "allowed_tools"/),
    expect.stringMatching(/^config.yaml:21: mcp_servers.d.auth_type: has no effect on a program/),
  ])
  expect(warnings.filter(({ important }) => important).map(({ key }) => key)).toEqual([
    'mcp_servers.a.auth_type',
    'mcp_servers.b.spec_path',
    'mcp_servers.c.auth_value',
  ])
})

describe('a server that cannot be understood keeps the file from loading', () => {
  test.each<readonly [object, RegExp]>([
    [{ a: 'x' }, /mcp_servers\.a is not a map/],
    [{ a: {} }, /mcp_servers\.a\.url is missing/],
    [{ a: { url: 'tools' } }, /url is no address/],
    [{ a: { url: 'file:///etc' } }, /url is no address/],
    [{ a: { url: 'https://user:100%@host/' } }, /url has credentials with a "%"/],
    [{ a: { url, static_headers: { 'a b': 'x' } } }, /static_headers has "a b", which cannot name a header/],
    [{ a: { transport: 'stdio', url } }, /command is missing/],
    [{ a: { transport: 'carrier', url } }, /transport is "carrier"/],
    [{ 'a/b': { url } }, /cannot stand in an address/],
    [{ a: { url, timeout: 'soon' } }, /timeout is not a number/],
    [{ a: { url, timeout: 0 } }, /timeout is not above 0/],
    [{ a: { command: 'x', env: ['A'] } }, /env is not a map/],
    [{ a: { url, alias: 'B' }, b: { url } }, /has the name "b", which another one has/],
  ])('%j', (servers, message) => {
    expect(() => load(servers)).toThrow(message)
  })

  test.each<readonly [object, RegExp]>([
    [{ auth_type: 'bearer_token', auth_value: 's3\ncret' }, /a\.auth_value has a value that cannot stand/],
    [{ auth_type: 'api_key', authentication_token: 's3cretキー' }, /a\.authentication_token has a value/],
    [{ static_headers: { 'X-Key': 's3\0cret' } }, /a\.static_headers has a value of "X-Key" that/],
  ])('without a word of its secrets: %j', (settings, message) => {
    let said = ''
    try {
      load({ a: { url, ...settings } })
    } catch (error) {
      said = String(error)
    }
    expect(said).toMatch(message)
    expect(said).not.toMatch(/s3|cret/)
  })

  test('the aliases have to be a map', () => {
    expect(() => load({}, { mcp_aliases: ['x'] })).toThrow(/mcp_aliases is not a map/)
  })
})
