import { type Exchange, header, requestIdOf } from '../exchange.ts'
import type { HttpError } from '../http-error.ts'

/** Why the web UI is not there, in the words of both languages. */
export interface Notice {
  readonly en: string
  readonly ja: string
}

export const withoutServer: Notice = {
  en: 'This gateway runs without a server, which the web UI belongs to. Start both with <code>npm start</code>, or give the gateway <code>KANSOKU_SERVER_URL</code> and <code>KANSOKU_INTERNAL_SECRET</code> of a server that runs.',
  ja: 'このゲートウェイはサーバーに接続していないため、Web UI を表示できません。<code>npm start</code> で両方を起動するか、稼働中のサーバーの <code>KANSOKU_SERVER_URL</code> と <code>KANSOKU_INTERNAL_SECRET</code> をゲートウェイに設定してください。',
}

export const serverIsAway: Notice = {
  en: 'The server of this gateway does not answer. It may be starting: reload this page in a moment. Calls of models go on meanwhile.',
  ja: 'サーバーが応答しません。起動中の可能性があります。少し待ってから、このページを再読み込みしてください。その間もモデルの呼び出しは利用できます。',
}

/** For a browser that opens a page; a program gets the error. */
export function wantsPage(exchange: Exchange): boolean {
  return header(exchange, 'accept')?.includes('text/html') ?? false
}

export function sendNotice(
  exchange: Exchange,
  { status, retryAfterSeconds }: HttpError,
  notice: Notice,
): void {
  const { request, response } = exchange
  const page = pageOf(notice)
  response.writeHead(status, {
    'x-request-id': requestIdOf(exchange),
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(page)),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  })
  response.end(request.method === 'HEAD' ? undefined : page)
}

function pageOf({ en, ja }: Notice): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Kansoku</title>
    <style>body { font: 1rem/1.7 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1.25rem }</style>
  </head>
  <body>
    <main>
      <h1>Kansoku</h1>
      <p>${en}</p>
      <p lang="ja">${ja}</p>
    </main>
  </body>
</html>
`
}
