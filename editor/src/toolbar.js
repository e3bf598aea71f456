// The row of words above the text: one stop for Tab, arrow keys within it (WAI-ARIA Authoring Practices, "Toolbar").
import { AllSelection, TextSelection } from '@tiptap/pm/state'
import { make, word } from './words.js'

// The keyboard goes back to the text at once. Everything selected is taken as all its words: lifting needs a place in the text.
export function begin(editor) {
  editor.view.focus()
  const { doc, selection, tr } = editor.state
  if (selection instanceof AllSelection) {
    editor.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(0), doc.resolve(doc.content.size))))
  }
  return editor.chain()
}

const inList = (editor) => editor.isActive('listItem')

function heading(level) {
  return {
    pressed: (editor) => editor.isActive('heading', { level }),
    can: (editor) => !editor.isActive('tableCell'), // headings part the note, and stand in no cell
    run(editor) {
      const chain = begin(editor)
      return (inList(editor) ? chain.clearNodes() : chain).toggleHeading({ level }).run()
    },
  }
}

// A heading made a list item would be a list of headings: its words are wanted.
const list = (command, name) => ({
  pressed: (editor) => editor.isActive(name),
  run(editor) {
    const chain = begin(editor)
    return (editor.isActive('heading') ? chain.setParagraph() : chain)[command]().run()
  },
})

const plain = (command, name) => ({
  pressed: name && ((editor) => editor.isActive(name)),
  can: name ? undefined : (editor) => editor.can()[command](),
  run: (editor) => begin(editor)[command]().run(),
})

/** Fills `bar` with buttons that act on `editor`. `openLink` and `openPicture` show their dialogs, `openMore` the menu under its button. */
export function fillToolbar(bar, editor, { openLink, openPicture, openMore, controls }) {
  const actions = {
    heading: heading(2),
    subheading: heading(3),
    strong: plain('toggleBold', 'bold'),
    emphasis: plain('toggleItalic', 'italic'),
    link: { run: openLink, dialog: true },
    list: list('toggleBulletList', 'bulletList'),
    numbers: list('toggleOrderedList', 'orderedList'),
    picture: { run: openPicture, dialog: true },
    more: { run: (_, button) => openMore(button), menu: true },
    undo: plain('undo'),
  }
  const buttons = Object.entries(actions).map(([key, action], index) => {
    const button = make(
      'button',
      { type: 'button', 'data-action': key, tabindex: index ? -1 : 0, 'aria-haspopup': (action.dialog && 'dialog') || (action.menu && 'menu'), 'aria-expanded': action.menu && 'false' },
      key === 'strong' ? make('b', {}, word(key)) : key === 'emphasis' ? make('em', {}, word(key)) : word(key),
    )
    // A press with a pointer leaves the caret where it is.
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') action.run(editor, button)
    })
    return button
  })

  bar.setAttribute('aria-label', word('toolbar'))
  bar.setAttribute('aria-controls', controls)
  bar.replaceChildren(...buttons)

  const stopAt = (button) => {
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1
  }
  bar.addEventListener('focusin', (event) => {
    if (buttons.includes(event.target)) stopAt(event.target)
  })
  bar.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement)
    if (event.key === 'ArrowDown' && actions[document.activeElement.dataset.action]?.menu) {
      event.preventDefault()
      return document.activeElement.click()
    }
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (event.key === 'Escape') editor.view.focus()
    if (to === undefined || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    buttons[(to + buttons.length) % buttons.length].focus()
  })

  const show = () => {
    buttons.forEach((button) => {
      const { pressed, can } = actions[button.dataset.action]
      if (pressed) button.setAttribute('aria-pressed', String(pressed(editor)))
      if (can) button.setAttribute('aria-disabled', String(!can(editor)))
    })
  }
  editor.on('transaction', show)
  show()

  /** Puts the keyboard on the button last used. */
  return { focus: () => buttons.find((button) => button.tabIndex === 0).focus() }
}
