// The list of keys: every command that the keyboard can give, in words.
import { make, word } from './words.js'

const onMac = /Mac|iPhone|iPad/.test(navigator.platform)
const shown = (combination) => combination.replace('Mod', onMac ? 'Cmd' : 'Ctrl').replace('Alt', onMac ? 'Option' : 'Alt')

/** Finding's own keys: Ctrl+H, and on a Mac, where that hides the program, Cmd+Option+F. */
export const FIND_KEYS = onMac ? 'Mod-Alt-f' : 'Mod-h'

const list = () => [
  [word('heading'), 'Mod+Alt+2'],
  [word('subheading'), 'Mod+Alt+3'],
  [word('keys_paragraph'), 'Mod+Alt+0'],
  [word('strong'), 'Mod+B'],
  [word('emphasis'), 'Mod+I'],
  [word('link'), 'Mod+K'],
  [word('list'), 'Mod+Shift+8'],
  [word('numbers'), 'Mod+Shift+7'],
  [word('quote'), 'Mod+Shift+B'],
  [word('code'), 'Mod+E'],
  [word('code_block'), 'Mod+Alt+C'],
  [word('struck'), 'Mod+Shift+S'],
  [word('keys_footnote'), 'Mod+Alt+N'],
  [word('keys_line'), 'Shift+Enter'],
  [word('keys_nest'), 'Tab, Shift+Tab'],
  [word('keys_cell'), 'Tab, Shift+Tab'],
  [word('keys_leave'), 'Escape, Tab'],
  [word('keys_bare'), 'Mod+Shift+V'],
  [word('find'), onMac ? 'Mod+Alt+F' : 'Mod+H'],
  [word('undo'), 'Mod+Z'],
  [word('redo'), 'Mod+Shift+Z'],
  [word('keys_focus'), 'Mod+Shift+F, Escape'],
  [word('keys_buttons'), 'Alt+F10'],
  [word('keys_these'), 'Mod+/'],
]

/** Returns the function that opens the dialog, which is built when it is first asked for. */
export function keysDialog(editor) {
  let dialog = null
  return () => {
    dialog ??= built(editor)
    dialog.showModal()
  }
}

function built(editor) {
  const row = ([what, keys]) => {
    const parts = keys.split(', ').flatMap((each, index) => (index ? [', ', make('kbd', {}, shown(each))] : [make('kbd', {}, shown(each))]))
    return make('tr', {}, make('th', { scope: 'row' }, what), make('td', {}, ...parts))
  }
  const close = make('button', { type: 'button', class: 'quiet' }, word('keys_close'))
  const dialog = make(
    'dialog',
    { id: 'keys-dialog', class: 'leaf stack', 'aria-labelledby': 'keys-title' },
    make('h2', { id: 'keys-title', tabindex: -1, autofocus: true }, word('keys_title')),
    make('table', {}, make('tbody', {}, ...list().map(row))),
    make('p', { class: 's' }, word('keys_typed')),
    make('p', { class: 'acts' }, close),
  )
  document.body.append(dialog)
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => editor.view.focus())
  return dialog
}
