import {
  isJSONRPCRequest,
  isJSONRPCResponse,
  type RequestId,
  type StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { mostAnswerBytes } from './bounded-fetch.ts'

/** Of JSON-RPC's own errors the one for whatever a server is to blame for. */
const brokenOff = -32_000

/**
 * Has the library fail a request whose answer was broken off: it notices that the stream of an answer ends without one,
 * and would wait on for the whole timeout. To be called before the transport is connected.
 * @param server its name, for the error
 */
export function answerBrokenOff(transport: StreamableHTTPClientTransport, server: string): void {
  const open = new Set<RequestId>()
  // The library's own handler calls the one that it finds.
  transport.onmessage = (message) => {
    if (isJSONRPCResponse(message) && message.id !== undefined) open.delete(message.id)
  }
  const send = transport.send.bind(transport)
  transport.send = async (message, options) => {
    if (!isJSONRPCRequest(message)) return send(message, options)
    const { id } = message
    open.add(id)
    const fail = () => {
      if (!open.has(id)) return
      const most = mostAnswerBytes / 1024 / 1024
      const said = `The answer of the MCP server "${server}" broke off, or has more than ${most} MB.`
      transport.onmessage?.({ jsonrpc: '2.0', id, error: { code: brokenOff, message: said } })
    }
    try {
      await send(message, { ...options, onRequestStreamEnd: () => setImmediate(fail) })
    } catch (error) {
      open.delete(id)
      throw error
    }
  }
}
