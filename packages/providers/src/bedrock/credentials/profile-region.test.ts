import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createProfileRegions } from './profile-region.ts'

test('reads the regions of profiles, with comments, spaces and CRLF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-region-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'config')
  writeFileSync(
    path,
    '[default]\r\nregion = us-east-1 # home\r\n[ profile work ]\nsso_region=x\nregion=eu-west-1\n',
  )
  const regionOf = createProfileRegions({ AWS_CONFIG_FILE: path })
  expect([regionOf(undefined), regionOf('work'), regionOf('other')]).toEqual([
    'us-east-1',
    'eu-west-1',
    undefined,
  ])
})

test('a missing file means no region', () => {
  expect(createProfileRegions({ AWS_CONFIG_FILE: '/nowhere/config' })('work')).toBeUndefined()
})
