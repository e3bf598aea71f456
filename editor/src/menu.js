// What the row of words has no room for: a menu under "More" (WAI-ARIA Authoring Practices, "Menu Button").
import { footnote } from './footnotes.js'
import { inTable, insertTable, tableActions } from './tables.js'
import { begin } from './toolbar.js'
import { make, word } from './words.js'

const chain = (command) => (editor) => begin(editor)[command]().run()
const inCode = (editor) => editor.isActive('codeBlock')
const action = (name) => ({ run: tableActions[name], shown: inTable })

/** Builds the menu after the toolbar `bar`; returns the function that opens it from `button`. */
export function moreMenu(editor, bar, { openFind, openKeys, openReaders, openSound }) {
  const actions = {
    redo: { run: chain('redo'), shown: (each) => each.can().redo() },
    part_readers: { run: openReaders, shown: (each) => !inTable(each) },
    quote: { run: chain('toggleBlockquote') },
    sound: { run: openSound },
    footnote: { run: footnote, shown: (each) => !inCode(each) },
    table: { run: insertTable, shown: (each) => !inTable(each) && !each.isActive('figure') },
    row_below: { ...action('row_below') },
    row_above: { ...action('row_above'), shown: (each) => inTable(each) && !inHead(each) },
    column_after: { ...action('column_after') },
    column_before: { ...action('column_before') },
    head_row: { ...action('head_row') },
    caption: { ...action('caption') },
    row_remove: { ...action('row_remove') },
    column_remove: { ...action('column_remove') },
    table_remove: { ...action('table_remove') },
    code: { run: chain('toggleCode'), shown: (each) => !inCode(each) },
    code_block: { run: chain('toggleCodeBlock') },
    struck: { run: chain('toggleStrike'), shown: (each) => !inCode(each) },
    rule: { run: chain('setHorizontalRule'), shown: (each) => !inTable(each) },
    find: { run: openFind },
    keys_title: { run: openKeys },
  }
  const menu = make('div', { id: 'more', class: 'leaf', role: 'menu', 'aria-label': word('more'), hidden: true })
  const items = Object.entries(actions).map(([key, { run }]) => {
    const item = make('button', { type: 'button', role: 'menuitem', tabindex: -1, 'data-action': key }, word(key))
    item.addEventListener('mousedown', (event) => event.preventDefault())
    item.addEventListener('click', () => {
      close()
      run(editor)
    })
    return item
  })
  menu.append(...items)
  bar.after(menu)
  let opener = null
  const seen = () => items.filter((item) => !item.hidden)

  function close() {
    menu.hidden = true
    opener?.setAttribute('aria-expanded', 'false')
  }

  function open(button) {
    if (!menu.hidden) return close()
    opener = button
    for (const item of items) {
      const { shown } = actions[item.dataset.action]
      item.hidden = Boolean(shown && !shown(editor))
    }
    menu.hidden = false
    button.setAttribute('aria-expanded', 'true')
    seen()[0].focus()
  }

  menu.addEventListener('keydown', (event) => {
    const list = seen()
    const at = list.indexOf(document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key]
    if (event.key === 'Escape' || event.key === 'Tab') {
      close()
      if (event.key === 'Tab') return
      event.preventDefault()
      opener.focus()
    } else if (to !== undefined) {
      event.preventDefault()
      list[(to + list.length) % list.length].focus()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const letter = event.key.toLowerCase()
      const next = [...list.slice(at + 1), ...list.slice(0, at + 1)].find((item) => item.textContent.toLowerCase().startsWith(letter))
      next?.focus()
    }
  })
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && event.relatedTarget !== opener && !menu.contains(event.relatedTarget)) close()
  })
  document.addEventListener('pointerdown', (event) => {
    if (!menu.hidden && !menu.contains(event.target) && !opener.contains(event.target)) close()
  })
  return open
}

const inHead = (editor) => editor.isActive('tableSection', { tag: 'thead' })
