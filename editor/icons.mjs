// The icon of the page that can be installed, drawn here as pixels and written as PNG: paper, a ruled line, the margin, a line of ink.
import { crc32, deflateSync } from 'node:zlib'

const PAPER = [0xfb, 0xfb, 0xf8]
const RULE = [0xcc, 0xd2, 0xcf]
const MARGIN = [0xe2, 0x80, 0x8f]
const INK = [0x15, 0x20, 0x2b]

/** What stands at a place, in 32nds of the side: the drawing of icon.svg, with room at the edges for a mask. */
function colour(x, y) {
  if (x >= 12 && x < 23 && y >= 16.75 && y < 19.25) return INK
  if (x >= 10.5 && x < 12) return MARGIN
  return (y >= 17.7 && y < 18.3) || (y >= 10.7 && y < 11.3) || (y >= 24.7 && y < 25.3) ? RULE : PAPER
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const made = Buffer.alloc(body.length + 8)
  made.writeUInt32BE(data.length, 0)
  body.copy(made, 4)
  made.writeUInt32BE(crc32(body), body.length + 4)
  return made
}

/** A square PNG (RFC 2083) of `side` pixels: eight bits a colour, no filter. */
export function icon(side) {
  const rows = Buffer.alloc(side * (side * 3 + 1))
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      rows.set(colour(((x + 0.5) * 32) / side, ((y + 0.5) * 32) / side), y * (side * 3 + 1) + 1 + x * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}
