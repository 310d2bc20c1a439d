import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { HttpProblem } from './problem.ts'

/** Answers what cannot become a request – no HTTP, a head that is too large or never ends – and ends its connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { status, body } = problemOfHead(error.code)
  const text = JSON.stringify(body)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, `content-length: ${Buffer.byteLength(text)}`, 'connection: close']
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\ncontent-type: application/problem+json\r\n\r\n${text}`)
  socket.destroy(error)
}

function problemOfHead(code: string | undefined): HttpProblem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new HttpProblem(408, 'refused', 'The request took too long to come.', {
      detail: 'Send it again, in smaller parts where the line is slow.',
    })
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new HttpProblem(431, 'refused', 'The address and headers are too large.', { detail: 'Together at most 16 kB are taken.' })
  }
  return new HttpProblem(400, 'unreadable', 'The request could not be read.', { detail: 'Send HTTP/1.1 as RFC 9112 has it.' })
}
