// How long the text is, said quietly below it.
import { make, word } from './words.js'

const A_MINUTE = 230 // words that a grown-up reads in one, silently (Brysbaert 2019: 238 for prose in English)
const WORD = /[\p{L}\p{N}]+(?:['’.,:/-][\p{L}\p{N}]+)*/gu
const counted = new WeakMap() // a block that has not changed is not counted again

function wordsIn(block) {
  if (!counted.has(block)) counted.set(block, block.textBetween(0, block.content.size, ' ', ' ').match(WORD)?.length ?? 0)
  return counted.get(block)
}

/** The number of words of a document. */
export function wordsOf(doc) {
  let count = 0
  doc.descendants((node) => {
    if (!node.isTextblock) return true
    count += wordsIn(node)
    return false
  })
  return count
}

/** A line that follows the text of `editor` when the writer rests. */
export function countLine(editor) {
  const line = make('p', { id: 'count', class: 's soft narrow' })
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined)
  let waiting = 0
  const show = () => {
    const words = wordsOf(editor.state.doc)
    const minutes = Math.round(words / A_MINUTE)
    const shown = { words: number.format(words), minutes: number.format(minutes) }
    line.textContent = minutes ? word('count_minutes', shown) : word('count_short', shown)
  }
  editor.on('update', () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 400)
  })
  show()
  return line
}
