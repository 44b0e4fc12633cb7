import { expect, test } from 'vitest'
import { findMissingPlatforms } from './missing-platforms.ts'

test('puts back what a parent names and nothing around it has', () => {
  const found = findMissingPlatforms({
    packages: {
      '': {},
      'node_modules/engine': {
        optionalDependencies: { '@e/lib-darwin-arm64': '2.0.0', '@e/lib-linux-x64-gnu': '2.0.0' },
      },
      'node_modules/@e/lib-linux-x64-gnu': { version: '2.0.0' },
      'node_modules/tool': { dev: true, optionalDependencies: { '@t/cli-linux-arm64-musl': '1.0.0' } },
    },
  })
  expect(found).toEqual([
    {
      location: 'node_modules/@e/lib-darwin-arm64',
      entry: { version: '2.0.0', cpu: ['arm64'], os: ['darwin'], optional: true },
    },
    {
      location: 'node_modules/@t/cli-linux-arm64-musl',
      entry: { version: '1.0.0', cpu: ['arm64'], libc: ['musl'], os: ['linux'], dev: true, optional: true },
    },
  ])
})
