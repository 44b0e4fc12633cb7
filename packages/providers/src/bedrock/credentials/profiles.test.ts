import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createProfiles } from './profiles.ts'

test('reads regions and credentials of profiles, with comments, spaces and CRLF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [config, credentials] = [join(folder, 'config'), join(folder, 'credentials')]
  writeFileSync(
    config,
    '[default]\r\nregion = us-east-1 # home\r\n[ profile work ]\nsso_region=x\nregion=eu-west-1\nsso_session = s\n',
  )
  writeFileSync(
    credentials,
    '[ci]\naws_access_key_id=AKIA\naws_secret_access_key=x\n[empty]\naws_access_key_id =\n',
  )
  const profiles = createProfiles({ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials })
  expect([undefined, 'work', 'ci', 'other'].map(profiles.regionOf)).toEqual([
    'us-east-1',
    'eu-west-1',
    undefined,
    undefined,
  ])
  expect([undefined, 'work', 'ci', 'empty', 'other'].map(profiles.hasCredentials)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ])
})

test('missing files hold nothing', () => {
  const nowhere = '/nowhere/file'
  const profiles = createProfiles({ AWS_CONFIG_FILE: nowhere, AWS_SHARED_CREDENTIALS_FILE: nowhere })
  expect([profiles.regionOf('work'), profiles.hasCredentials('work')]).toEqual([undefined, false])
})
