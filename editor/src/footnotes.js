// Footnotes: a number in the text, its words in a paragraph at the end. The numbers follow the order of the text by themselves.
import { Node } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import { footnoteAt, freshName } from './footnote_form.js'

const linkOf = (element) => {
  const link = element.tagName === 'A' ? element : element.children.length === 1 && element.firstElementChild
  if (!link || link.tagName !== 'A' || link.textContent.trim() !== element.textContent.trim()) return false
  const found = footnoteAt(link.getAttribute('href'))
  return found ? { ...found, first: link.id !== '', number: Number(link.textContent) || 0 } : false
}

/** Every footnote of `doc` in order: [{kind, name, number, pos}]. */
function all(doc) {
  const found = []
  doc.descendants((node, pos) => {
    if (node.type.name === 'footnote') found.push({ ...node.attrs, pos })
  })
  return found
}

/** What each number should be: those called in the order of the text, then notes that nothing calls any more. */
function numbers(found) {
  const order = new Map()
  for (const kind of ['call', 'head']) {
    for (const each of found) if (each.kind === kind && !order.has(each.name)) order.set(each.name, order.size + 1)
  }
  return order
}

/** Both ends of a footnote. `onLost` is called when the last number of a note has gone from the text. */
export const footnotes = ({ onLost }) =>
  Node.create({
    name: 'footnote',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    marks: '',
    addAttributes: () => Object.fromEntries(Object.entries({ kind: 'call', name: '', first: true, number: 0 }).map(([name, value]) => [name, { default: value, rendered: false }])),
    parseHTML: () => ['sup', 'a[href]'].map((tag) => ({ tag, priority: 1200, getAttrs: linkOf })),
    renderHTML({ node }) {
      const { kind, name, first, number } = node.attrs
      const [own, other] = kind === 'call' ? ['fnref', 'fn'] : ['fn', 'fnref']
      return ['sup', ['a', { ...(first ? { id: `${own}-${name}` } : {}), href: `#${other}-${name}` }, String(number)]]
    },
    renderText: ({ node }) => String(node.attrs.number),
    addKeyboardShortcuts() {
      return { 'Mod-Alt-n': () => footnote(this.editor) }
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        appendTransaction(transactions, before, { doc, tr }) {
          if (!transactions.some((each) => each.docChanged)) return null
          const found = all(doc)
          const order = numbers(found)
          for (const each of found) if (each.number !== order.get(each.name)) tr.setNodeAttribute(each.pos, 'number', order.get(each.name))
          const earlier = all(before.doc)
          const called = (those, name) => those.some((each) => each.kind === 'call' && each.name === name)
          if (found.some(({ kind, name }) => kind === 'head' && !called(found, name) && called(earlier, name))) onLost()
          return tr.docChanged ? tr : null
        },
        props: {
          handleDOMEvents: {
            // The page itself goes nowhere: the caret does.
            click(view, event) {
              const end = footnoteAt(event.target.closest('sup > a')?.getAttribute('href'))
              if (!end) return false
              event.preventDefault()
              return across(view, end)
            },
          },
        },
      }),
    ],
  })

/** Goes from one end of a footnote to the other; false when that is not there. */
function across(view, { kind, name }) {
  const other = all(view.state.doc).find((each) => each.kind !== kind && each.name === name)
  if (!other) return false
  const { tr } = view.state
  const $place = tr.doc.resolve(other.pos + 1)
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, kind === 'call' ? $place.end() : $place.pos)).scrollIntoView())
  view.focus()
  return true
}

/** Puts a footnote at the caret and goes to its words; from a note's words, goes back to its number. False in code. */
export function footnote(editor) {
  const { state, view } = editor
  const { $from } = state.selection
  const head = $from.depth && $from.node(1).firstChild
  if (head?.type.name === 'footnote' && head.attrs.kind === 'head') return across(view, head.attrs)
  const { tr } = state
  if (!insertFootnote(tr, state.selection.to)) return false
  view.dispatch(tr.scrollIntoView())
  view.focus()
  return true
}

/**
 * Adds a footnote at `pos` to `tr`: its words go to the end of the note, or, in a note with parts for fewer readers, to the end of
 * the part it stands in, so that nobody reads them who may not read that part.
 */
export function insertFootnote(tr, pos) {
  const { schema } = tr.doc.type
  const $pos = tr.doc.resolve(pos)
  const { footnote: type, paragraph, horizontalRule } = schema.nodes
  if (!$pos.parent.isTextblock || !$pos.parent.type.contentMatch.matchType(type)) return false
  const attrs = { name: freshName(), first: true, number: 0 }
  tr.insert(pos, type.create({ ...attrs, kind: 'call' }))
  const { doc } = tr
  const [start, end] = part(doc, doc.resolve(pos).index(0))
  const order = all(doc).filter((each) => each.kind === 'call').map((each) => each.name)
  const mine = order.indexOf(attrs.name)
  let after = end
  while (after > start + 1 && doc.child(after - 1).type === paragraph && !doc.child(after - 1).content.size) after--
  let place = -1
  let others = false
  let bottom = 0
  doc.forEach((node, offset, index) => {
    if (index < after) bottom = offset + node.nodeSize
    const first = node.firstChild
    if (index < start || index >= end || first?.type !== type || first.attrs.kind !== 'head') return
    others = true
    if (place < 0 && order.indexOf(first.attrs.name) > mine) place = offset
  })
  if (place < 0) place = bottom
  const words = paragraph.create(null, [type.create({ ...attrs, kind: 'head' }), schema.text(' ')])
  tr.insert(place, others ? words : [horizontalRule.create(), words])
  const caret = place + words.nodeSize - 1 + (others ? 0 : 1)
  tr.setSelection(TextSelection.create(tr.doc, caret))
  return true
}

// The first and the last child of `doc`, plus one, of the part that child `index` stands in: all of it where no part has readers of its own.
function part(doc, index) {
  const headings = []
  let parted = false
  doc.forEach((node, _, at) => {
    if (node.type.name !== 'heading') return
    headings.push(at)
    parted ||= Boolean(node.attrs.audience)
  })
  if (!parted) return [0, doc.childCount]
  return [headings.findLast((at) => at <= index) ?? 0, headings.find((at) => at > index) ?? doc.childCount]
}
