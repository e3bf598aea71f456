// Find and replace in the text: beside the browser's own finding, which stays where it is.
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { make, word } from './words.js'

const key = new PluginKey('find')
const MARKS = /\p{M}/gu

/** `text` without capitals, accents and shapes of quotes, and for each character the offset of the one it came from. */
function folded(text) {
  let out = ''
  const places = []
  let at = 0
  for (const character of text) {
    const plain = character.normalize('NFD').replace(MARKS, '').toLowerCase().replace(/[’‘]/, "'").replace(/[“”]/, '"').replace(/[–—]/, '-').replace(/\s/, ' ')
    for (let count = 0; count < plain.length; count++) places.push(at)
    out += plain
    at += character.length
  }
  places.push(at)
  return { text: out, places }
}

/** Where `wanted` stands in `doc`: [{from, to}]; capitals and accents count only when `exact`. */
function findAll(doc, wanted, exact) {
  const what = exact ? wanted : folded(wanted).text
  const found = []
  if (!what) return found
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const words = node.textBetween(0, node.content.size, '\n', '\n')
    const { text, places } = exact ? { text: words, places: null } : folded(words)
    for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) {
      const [from, to] = [at, at + what.length].map((place) => (places ? places[place] : place))
      if (to > from) found.push({ from: pos + 1 + from, to: pos + 1 + to })
    }
    return false
  })
  return found
}

/** Marks what is found, as long as the panel is open. */
export const findMarks = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, set) {
          const told = transaction.getMeta(key)
          if (!told) return transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set
          return DecorationSet.create(transaction.doc, told.found.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === told.at ? 'match here' : 'match' })))
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

/** Builds the panel after `bar`; returns the function that opens it with the words that are chosen in the text. */
export function findPanel(editor, bar) {
  const field = (id, name) => [make('label', { for: id, class: 'label' }, word(name)), make('input', { id, type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' })]
  const [findLabel, find] = field('find-words', 'find_words')
  const [replaceLabel, replace] = field('find-instead', 'find_instead')
  const exact = make('input', { type: 'checkbox', id: 'find-exact' })
  const said = make('p', { class: 's', role: 'status', id: 'find-said' })
  const button = (name, run, quiet = true) => {
    const made = make('button', { type: 'button', class: quiet && 'quiet' }, word(name))
    made.addEventListener('click', run)
    return made
  }
  const panel = make(
    'section',
    { id: 'find', class: 'leaf', role: 'search', 'aria-label': word('find'), hidden: true },
    make('p', {}, findLabel, find),
    make('p', {}, replaceLabel, replace),
    make('p', {}, make('label', {}, exact, ` ${word('find_exact')}`)),
    make('p', { class: 'acts' }, button('find_next', () => go(1)), button('find_previous', () => go(-1)), button('find_replace', replaceOne), button('find_replace_all', replaceAll), button('find_close', close)),
    said,
  )
  bar.after(panel)
  let found = []
  let at = -1

  const mark = () => editor.view.dispatch(editor.state.tr.setMeta(key, { found, at }).setMeta('addToHistory', false))
  const say = () => (said.textContent = !find.value ? '' : found.length ? word('find_count', { at: at + 1, of: found.length }) : word('find_none'))

  function look(from = editor.state.selection.from) {
    found = findAll(editor.state.doc, find.value, exact.checked)
    at = found.findIndex((each) => each.from >= from)
    if (at < 0 && found.length) at = 0
    mark()
    say()
    show()
  }

  // Brings the place into sight; the keyboard stays in the panel, which itself covers the top of the text.
  function show() {
    if (at < 0) return
    const { node } = editor.view.domAtPos(found[at].from)
    ;(node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: 'center' })
  }

  function go(by) {
    if (!found.length) return look()
    at = (at + by + found.length) % found.length
    mark()
    say()
    show()
  }

  function replaceOne() {
    if (at < 0) return look()
    const { from, to } = found[at]
    editor.view.dispatch(editor.state.tr.insertText(replace.value, from, to))
    look(from + replace.value.length)
  }

  function replaceAll() {
    look()
    if (!found.length) return
    const { tr } = editor.state
    const count = found.length
    for (const { from, to } of found.toReversed()) tr.insertText(replace.value, from, to)
    editor.view.dispatch(tr) // one step of undo
    look()
    said.textContent = word('find_replaced', { count })
  }

  function close() {
    const place = found[at]
    found = []
    at = -1
    mark()
    panel.hidden = true
    if (place) {
      const { tr } = editor.state
      editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, place.from, place.to)))
    }
    editor.view.focus()
  }

  find.addEventListener('input', () => look())
  exact.addEventListener('change', () => look())
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    if (event.key !== 'Enter' || event.isComposing || !event.target.matches('input')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.target === replace) replaceOne()
    else go(event.shiftKey ? -1 : 1)
  })
  // Words written on while the panel is open are found as well.
  editor.on('update', () => {
    if (panel.hidden || document.activeElement?.closest('#find')) return
    found = findAll(editor.state.doc, find.value, exact.checked)
    at = Math.min(at, found.length - 1)
    mark()
    say()
  })

  return () => {
    const { from, to } = editor.state.selection
    const chosen = editor.state.doc.textBetween(from, to, '\n')
    if (chosen && !chosen.includes('\n')) find.value = chosen
    panel.hidden = false
    find.focus()
    find.select()
    look()
  }
}
