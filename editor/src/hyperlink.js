// Links in the text. Addresses become links as they are written or pasted; words written after a link are not part of it.
import { Mark } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

const UNSEEN = /[\u0000-\u0020\u00a0\u1680\u180e\u2000-\u2029\u202f\u205f\u3000]/g
const ADDRESS = /\bhttps?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}’”]/gi

/** Whether a link may lead there; a browser drops white space within a scheme. */
function allowed(href) {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(href.replace(UNSEEN, ''))
  return href !== '' && (!scheme || /^(https?|ftps?|mailto|tel|sms):$/i.test(scheme[0]))
}

/** The address that a written word is, or null: with https://, with www. or of mail. A word with a dot in it is a word. */
function written(word) {
  if (/^https?:\/\/[\p{L}\d][^\s]*$/iu.test(word)) return word // one within the organisation may have no dot
  if (/^www\.[^\s/]+\.[^\s]+$/i.test(word)) return `https://${word}`
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(word) ? `mailto:${word}` : null
}

// What stands before the caret when white space, or a new paragraph, has just been written after it: {word, from}.
function finished(before, { doc, selection: { $from, empty } }) {
  if (!empty || doc.content.size <= before.doc.content.size || doc.content.size > before.doc.content.size + 4) return null
  const $end = $from.parentOffset ? $from : doc.resolve(Math.max(0, before.selection.from))
  if (!$end.parent.isTextblock || $end.parent.type.spec.code) return null
  const text = $end.parent.textBetween(0, $end.parentOffset, ' ', ' ')
  if ($from.parentOffset && !/\s$/.test(text)) return null
  const word = /(\S*[^\s.,;:!?)\]}’”])[.,;:!?)\]}’”]*\s?$/.exec(text)
  return word && { word: word[1], from: $end.start() + word.index }
}

// `fragment` with a link on each address in it that has none.
function linked(fragment, { link, code }) {
  const nodes = []
  fragment.forEach((node) => {
    if (!node.isText) return nodes.push(node.type.spec.code ? node : node.copy(linked(node.content, { link, code })))
    if (link.isInSet(node.marks) || code.isInSet(node.marks)) return nodes.push(node)
    let at = 0
    for (const { 0: href, index } of node.text.matchAll(ADDRESS)) {
      if (index > at) nodes.push(node.cut(at, index))
      at = index + href.length
      nodes.push(node.cut(index, at).mark(link.create({ href }).addToSet(node.marks)))
    }
    if (at < node.text.length) nodes.push(at ? node.cut(at) : node)
  })
  return Fragment.fromArray(nodes)
}

export const Hyperlink = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,
  addAttributes: () => Object.fromEntries(['rel', 'href', 'title', 'hreflang'].map((name) => [name, { default: null }])),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => allowed(element.getAttribute('href')) && null }],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
  addProseMirrorPlugins() {
    const { type } = this
    return [
      new Plugin({
        appendTransaction(transactions, before, now) {
          if (!transactions.some((each) => each.docChanged) || transactions.some((each) => each.getMeta('history$') || each.getMeta('preventAutolink'))) return null
          const found = finished(before, now)
          const href = found && written(found.word)
          if (!href) return null
          const to = found.from + found.word.length
          const { code } = now.schema.marks
          if (now.doc.rangeHasMark(found.from, to, type) || now.doc.rangeHasMark(found.from, to, code)) return null
          return now.tr.addMark(found.from, to, type.create({ href }))
        },
        props: {
          transformPasted: (slice, view) => new Slice(linked(slice.content, view.state.schema.marks), slice.openStart, slice.openEnd),
          handlePaste(view, event, slice) {
            const { empty, from, to } = view.state.selection
            const href = written(slice.content.textBetween(0, slice.content.size).trim())
            if (empty || !href) return false
            view.dispatch(view.state.tr.addMark(from, to, type.create({ href })))
            return true
          },
        },
      }),
    ]
  },
})
