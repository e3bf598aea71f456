// Markdown as it is typed, beyond what the text's own parts know: a link, a footnote.
import { Extension, InputRule } from '@tiptap/core'
import { insertFootnote } from './footnotes.js'
import { addressOf } from './link.js'
import { marked } from './readers.js'

/** [words](address) becomes a link, [^] a footnote, {audience=team} at the end of a heading keeps its part to those readers. */
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
      find: /\s?\{audience=[a-z]+\}$/,
      handler({ state: { tr, doc }, range, match }) {
        const $from = doc.resolve(range.from)
        const { audience } = marked(match[0])
        if ($from.depth !== 1 || $from.parent.type.name !== 'heading' || !audience) return null
        tr.setNodeAttribute($from.before(1), 'audience', audience).delete(range.from, range.to)
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
