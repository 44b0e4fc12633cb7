type Handler = (value: never) => unknown

/** One end of the channel that Node opens between a process and a child. */
export interface Port {
  send(message: object): void
  onMessage(listener: (message: unknown) => void): void
}

/** Questions and news for the process at the other end. Values are what JSON can carry. */
export interface Wire {
  /** Rejects with what the other end failed with. */
  ask(method: string, value?: unknown): Promise<unknown>
  tell(method: string, value?: unknown): void
  /** Fails the questions that wait: the other end is gone. */
  close(): void
}

interface Message {
  readonly kansoku: 'ask' | 'tell' | 'answer'
  readonly id?: number
  readonly method?: string
  readonly value?: unknown
  readonly error?: string
}

/** @param handlers what this end answers, by method */
export function createWire(port: Port, handlers: Readonly<Record<string, Handler>>): Wire {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0

  const handle = async ({ method = '', value }: Message): Promise<unknown> => {
    const handler = handlers[method]
    if (!handler) throw new Error(`Nobody answers ${method}.`)
    return handler(value as never)
  }
  const reply = async (message: Message) => {
    const { id } = message
    try {
      port.send({ kansoku: 'answer', id, value: await handle(message) })
    } catch (error) {
      port.send({ kansoku: 'answer', id, error: error instanceof Error ? error.message : String(error) })
    }
  }
  const settle = ({ id = 0, value, error }: Message) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(value)
    else asked?.reject(new Error(error))
  }
  port.onMessage((message) => {
    if (!isMessage(message)) return
    if (message.kansoku === 'answer') settle(message)
    else if (message.kansoku === 'ask') void reply(message)
    else void handle(message)
  })

  return {
    ask(method, value) {
      const asked = Promise.withResolvers<unknown>()
      const id = ++lastId
      waiting.set(id, asked)
      port.send({ kansoku: 'ask', id, method, value })
      return asked.promise
    },
    tell: (method, value) => port.send({ kansoku: 'tell', method, value }),
    close() {
      for (const { reject } of waiting.values()) reject(new Error('The other process has ended.'))
      waiting.clear()
    },
  }
}

function isMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && 'kansoku' in message
}
