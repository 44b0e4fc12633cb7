import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from './config.ts'

describe('settings', () => {
  test('have defaults, and empty values count as unset', () => {
    expect(
      readSettings({ KANSOKU_GATEWAY_PORT: '', KANSOKU_SERVER_URL: '', LANGFUSE_PUBLIC_KEY: '' }),
    ).toMatchObject({
      port: 4000,
      hosts: ['127.0.0.1', '::1'],
      server: undefined,
      langfuse: undefined,
      demo: 'auto',
      maxRequestBytes: 32 * 1024 * 1024,
    })
  })

  test('take the Langfuse host as people write it', () => {
    const host = (LANGFUSE_HOST: string) =>
      readSettings({ LANGFUSE_HOST, LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 'sk' }).langfuse?.host
    expect(host('http://langfuse-web:3000/')).toBe('http://langfuse-web:3000')
    expect(host('langfuse.internal:3000')).toBe('http://langfuse.internal:3000')
    expect(host('')).toBe('https://cloud.langfuse.com')
  })

  test.each([
    [{ KANSOKU_GATEWAY_PORT: '70000' }, /KANSOKU_GATEWAY_PORT has the value "70000"/],
    [{ KANSOKU_SERVER_URL: 'localhost' }, /KANSOKU_SERVER_URL/],
    [{ KANSOKU_SERVER_URL: 'http://localhost:3000' }, /KANSOKU_INTERNAL_SECRET is not set/],
    [{ KANSOKU_DEMO: 'maybe' }, /KANSOKU_DEMO/],
    [{ LITELLM_LOG: 'LOUD' }, /LITELLM_LOG/],
  ])('%j is refused with its name and a remedy', (env, message) => {
    const read = () => readSettings(env)
    expect(read).toThrow(SettingsError)
    expect(read).toThrow(message)
  })
})
