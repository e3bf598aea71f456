// Markdown as it is typed, beyond what the text's own parts know: a link, a footnote.
import { Extension, InputRule } from '@tiptap/core'
import { insertFootnote } from './footnotes.js'
import { addressOf } from './link.js'

/** [words](address) becomes a link, [^] a footnote. */
export const typedMarkdown = Extension.create({
  name: 'typedMarkdown',
  addInputRules: () => [
    new InputRule({
      find: /(?<!!)\[([^[\]]+)\]\(([^\s()]+)\)$/,
      handler({ state: { tr, schema }, range, match }) {
        const href = addressOf(match[2])
        if (!href) return null
        tr.replaceWith(range.from, range.to, schema.text(match[1], [schema.marks.link.create({ href })]))
        tr.removeStoredMark(schema.marks.link)
      },
    }),
    new InputRule({
      find: /\[\^\]$/,
      handler({ state: { tr }, range }) {
        tr.delete(range.from, range.to)
        insertFootnote(tr, range.from)
        tr.scrollIntoView()
      },
    }),
  ],
})
