// What was read or found, marked in the text while the page is open; never part of the note.
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { hasWord, make, word } from './words.js'

const key = new PluginKey('places')

// Quotes and dashes come in several shapes; one character stays one character.
const folds = { '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-' }
const fold = (character) => folds[character] ?? (/\s/.test(character) ? ' ' : character)
const folded = (text) => text.replace(/./gsu, fold).replace(/ +/g, ' ').trim()

/** The words of the text with white space folded, and the position in the document of each character. */
function wordsOf(doc) {
  const characters = []
  const positions = []
  const add = (character, position) => {
    if (character === ' ' && (!characters.length || characters.at(-1) === ' ')) return
    characters.push(character)
    positions.push(position)
  }
  doc.descendants((node, position) => {
    if (node.isTextblock || node.type.name === 'hardBreak') add(' ', position)
    else if (node.type.name === 'footnote') for (const figure of String(node.attrs.number)) add(figure, position)
    else if (node.isText) for (let at = 0; at < node.text.length; at++) add(fold(node.text[at]), position + at)
  })
  return { text: characters.join(''), positions }
}

/** Where `quote` stands for the (nth + 1)th time: {from, to}, or null. */
function placeOf({ text, positions }, quote, nth) {
  const wanted = folded(quote)
  if (!wanted) return null
  let at = text.indexOf(wanted)
  for (let count = 0; count < nth && at >= 0; count++) at = text.indexOf(wanted, at + wanted.length)
  return at < 0 ? null : { from: positions[at], to: positions[at + wanted.length - 1] + 1 }
}

function pictures(doc) {
  const found = []
  doc.descendants((node, position) => {
    if (node.type.name === 'image') found.push({ from: position, to: position + 1 })
  })
  return found
}

/** Where the picture, sound or film with this uid stands first: {from, to, whole} (`whole`: a node of its own), or null. */
function mediumAt(doc, uid) {
  let found = null
  const leads = (address) => address?.startsWith(`/media/${uid}`)
  doc.descendants((node, position) => {
    if (found) return false
    const whole = node.type.name === 'image' && leads(node.attrs.src)
    if (whole || node.marks.some((mark) => leads(mark.attrs.href))) found = { from: position, to: position + node.nodeSize, whole }
    return true
  })
  return found
}

function decorate(doc, entries) {
  const words = wordsOf(doc)
  const images = pictures(doc)
  const placed = entries.flatMap((entry) => {
    const { quote, nth, picture, medium } = entry
    const place = medium ? mediumAt(doc, medium) : picture === null ? placeOf(words, quote, nth) : images[picture]
    return place ? [{ ...entry, place }] : []
  })
  // What begins at one place shares the name of its anchor: of several styles on one element the last would win.
  const anchors = new Map()
  for (const { place, anchor } of placed) anchors.set(place.from, [...(anchors.get(place.from) ?? []), anchor])
  return placed.flatMap(({ name, picture, found, place }) => {
    const spec = { name, inclusiveStart: false, inclusiveEnd: false }
    const kind = found ? 'found' : 'read'
    const style = anchors.has(place.from) ? `anchor-name:${anchors.get(place.from).join(',')}` : null
    anchors.delete(place.from)
    if (place.whole || picture !== null) return [Decoration.node(place.from, place.to, style ? { class: kind, style } : { class: kind }, spec)]
    const marked = Decoration.inline(place.from, place.to, { nodeName: 'mark', class: kind }, spec)
    if (!style) return [marked]
    // Only the first run carries the anchor: with several of one name the last would win.
    const $from = doc.resolve(place.from)
    const { node, offset } = $from.parent.childAfter($from.parentOffset)
    const run = node ? Math.min(place.to, $from.start() + offset + node.nodeSize) : place.to
    return [marked, Decoration.inline(place.from, run, { style }, { ...spec, anchor: true })]
  })
}

const audienceChips = (doc) => {
  const chips = []
  doc.forEach((node, position) => {
    const audience = node.type.name === 'heading' && node.attrs.audience
    if (!audience || !hasWord(`audience_${audience}`)) return
    const chip = () => make('span', { class: 'chip', contenteditable: 'false' }, word(`audience_${audience}`))
    chips.push(Decoration.widget(position + node.nodeSize - 1, chip, { side: 1, key: audience, ignoreSelection: true }))
  })
  return DecorationSet.create(doc, chips)
}

const narrowed = (doc) => {
  let count = 0
  doc.forEach((node) => (count += node.type.name === 'heading' && node.attrs.audience ? 1 : 0))
  return count
}

/** Marks, and chips on headings with an audience. `onWider` is called when a change loses such a heading. */
export const places = ({ onWider }) =>
  Extension.create({
    name: 'places',
    onUpdate({ transaction }) {
      if (!transaction.getMeta('readers') && narrowed(transaction.doc) < narrowed(transaction.before)) onWider()
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, set) {
            const entries = transaction.getMeta(key)
            if (entries) return DecorationSet.create(transaction.doc, decorate(transaction.doc, entries))
            return transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set
          },
        },
        props: { decorations: (state) => key.getState(state) },
      }),
      new Plugin({
        state: {
          init: (_, { doc }) => audienceChips(doc),
          apply: (transaction, set) => (transaction.docChanged ? audienceChips(transaction.doc) : set),
        },
        props: {
          decorations(state) {
            return this.getState(state)
          },
        },
      }),
    ],
  })

/** Marks `entries` ({name, quote, nth, picture, medium, found, anchor}) in the text; returns the place of each that stands there, by its name. */
export function markPlaces(editor, entries) {
  editor.view.dispatch(editor.state.tr.setMeta(key, entries).setMeta('addToHistory', false))
  return new Map(key.getState(editor.state).find().map(({ from, spec }) => [spec.name, from]))
}

const SPOKEN = /^\s*(mailto|tel|sms):/i

/**
 * Puts `words` wherever the marks of `name` stand, as one change that Undo takes back; true when something was. What was a link to
 * somebody's mailbox or telephone is one no more.
 */
export function putInstead(editor, name, words) {
  const places = key.getState(editor.state).find(undefined, undefined, (spec) => spec.name === name && !spec.anchor)
  const runs = places.filter(({ from, to }) => from < to && editor.state.doc.textBetween(from, to)).sort((one, other) => other.from - one.from)
  if (!runs.length) return false
  const { tr } = editor.state
  const { link } = editor.schema.marks
  for (const { from, to } of runs) {
    tr.doc.nodesBetween(from, to, (node, at) => {
      const spoken = node.isText && link?.isInSet(node.marks)
      if (spoken && SPOKEN.test(spoken.attrs.href)) tr.removeMark(at, at + node.nodeSize, link)
    })
    tr.insertText(words, from, to)
  }
  editor.view.dispatch(tr.scrollIntoView())
  return true
}

/** Puts the caret at the marked words of `name` and brings them into sight; false when they are gone. */
export function goTo(editor, name) {
  const [place] = key.getState(editor.state).find(undefined, undefined, (spec) => spec.name === name)
  if (!place || place.from === place.to) return false
  const { tr } = editor.state
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(place.from))))
  editor.view.focus()
  const { node } = editor.view.domAtPos(place.from)
  ;(node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: 'center' })
  return true
}
