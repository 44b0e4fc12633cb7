import { expect, test } from 'vitest'
import { startUpstream } from '../testing/upstream.ts'
import { createMediaFetcher } from './fetch-media.ts'
import { isPrivateAddress } from './private-addresses.ts'

test('downloads with its type, through redirects', async () => {
  await using upstream = await startUpstream((response, { url }) => {
    if (url === '/a') response.writeHead(302, { location: '/b' }).end()
    else response.writeHead(200, { 'content-type': 'image/png' }).end('bytes')
  })
  const fetchMedia = createMediaFetcher({ allowPrivateHosts: true })
  const media = await fetchMedia(`${upstream.url}/a`)
  expect([media.mediaType, Buffer.from(media.bytes).toString()]).toEqual(['image/png', 'bytes'])
})

test('too many redirects, too many bytes, other statuses and other schemes are refused with a remedy', async () => {
  await using upstream = await startUpstream((response, { url }) => {
    if (url === '/loop') response.writeHead(302, { location: '/loop' }).end()
    else if (url === '/big') response.writeHead(200).end(Buffer.alloc(2000))
    else response.writeHead(404).end()
  })
  const fetchMedia = createMediaFetcher({ allowPrivateHosts: true, maxBytes: 1000 })
  await expect(fetchMedia(`${upstream.url}/loop`)).rejects.toThrow(/more than 3 redirects/)
  await expect(fetchMedia(`${upstream.url}/big`)).rejects.toThrow(/larger than 1000 bytes/)
  await expect(fetchMedia(`${upstream.url}/missing`)).rejects.toMatchObject({
    errorClass: 'bad_request',
    message: expect.stringMatching(/answered 404. Send the content as a data URI/),
  })
  await expect(fetchMedia('file:///etc/passwd')).rejects.toThrow(/no http\(s\) URL/)
})

test('hosts of this machine and network are out of reach, by address, by name and by redirect', async () => {
  await using upstream = await startUpstream((response) => {
    response.end('secret')
  })
  const fetchMedia = createMediaFetcher()
  await expect(fetchMedia(upstream.url)).rejects.toThrow(/address is private/)
  await expect(fetchMedia(upstream.url.replace('127.0.0.1', 'localhost'))).rejects.toThrow(/private address/)
  await expect(fetchMedia('http://[::ffff:127.0.0.1]/')).rejects.toThrow(/private/)
  await expect(fetchMedia('http://2130706433/')).rejects.toThrow(/private/)
  expect(upstream.seen).toHaveLength(0)
})

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['192.168.0.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['::1', true],
  ['fd00:ec2::254', true],
  ['fe80::1', true],
  ['::ffff:10.0.0.1', true],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['2606:4700::1111', false],
  ['not an address', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected)
})

test('a download ends with its caller', async () => {
  await using upstream = await startUpstream(() => {})
  const controller = new AbortController()
  const waiting = createMediaFetcher({ allowPrivateHosts: true })(upstream.url, controller.signal)
  await expect.poll(() => upstream.seen.length).toBe(1)
  controller.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
})
