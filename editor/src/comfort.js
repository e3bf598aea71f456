// Comfort while writing: nothing but the text in sight, a calm timer, and colours and size of the text at once.
import { post } from './request.js'

const one = (id) => document.getElementById(id)
const root = document.documentElement
const REMEMBERED = 'weeknotes-focus'
// What has a use of its own for Escape. (That the editor keeps the key from the browser says nothing: it does so always.)
const OWN_ESCAPE = 'dialog, #find, #more, select'

// A browser that keeps nothing for this page begins each page with everything in sight.
function remember(on) {
  try {
    if (on) sessionStorage.setItem(REMEMBERED, '1')
    else sessionStorage.removeItem(REMEMBERED)
  } catch {
    // said above
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(REMEMBERED) === '1'
  } catch {
    return false
  }
}

/** Title, text and the line that says "Saved", by a button or Ctrl+Shift+F. Everything keeps its place, so that nothing moves. */
export function focusMode(editor) {
  const begin = one('focus-on')
  const end = one('focus-off')
  if (!begin || !end) return
  begin.parentElement.hidden = false
  const on = () => 'focus' in root.dataset
  function turn(to) {
    if (to) root.dataset.focus = ''
    else delete root.dataset.focus
    end.hidden = !to
    remember(to)
  }
  for (const button of [begin, end]) {
    button.addEventListener('mousedown', (event) => event.preventDefault()) // the caret stays where it is
    button.addEventListener('click', () => {
      turn(button === begin)
      if (!document.activeElement?.matches('#title')) editor.view.focus() // the button that was pressed is gone
    })
  }
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey) return
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.code === 'KeyF') {
      event.preventDefault()
      turn(!on())
    } else if (event.key === 'Escape' && on() && !event.target.closest?.(OWN_ESCAPE)) turn(false)
  })
  if (remembered()) turn(true)
}

/** The minutes left as quiet text, and one line when they are over. Nothing is kept, and no sound is made. */
export function timer() {
  const line = one('timer')
  const choice = one('timer-minutes')
  if (!line || !choice) return
  one('timer-choice').hidden = false
  choice.value = '' // a browser going back may have put an older one in
  let waiting = 0
  const fill = (words, minutes) => words.replace('{minutes}', minutes)
  choice.addEventListener('change', () => {
    clearTimeout(waiting)
    const minutes = Number(choice.value)
    line.hidden = !minutes
    // Each minute would be read aloud; only the end is.
    line.removeAttribute('role')
    line.textContent = ''
    if (!minutes) return
    const end = performance.now() + minutes * 60_000
    const show = () => {
      const left = end - performance.now()
      if (left > 0) {
        line.textContent = fill(line.dataset.left, Math.ceil(left / 60_000))
        waiting = setTimeout(show, left % 60_000 || 60_000)
        return
      }
      line.setAttribute('role', 'status')
      line.textContent = fill(line.dataset.over, minutes)
      choice.value = ''
    }
    show()
  })
}

/** Colours and size of the text change when they are chosen, and are kept for the next page. */
export function looks() {
  const button = one('comfort')?.querySelector('button')
  if (!button) return
  const lists = { theme: one('id_theme'), size: one('id_text_size') }
  for (const [name, list] of Object.entries(lists)) {
    list.addEventListener('change', async () => {
      if (list.value) root.dataset[name] = list.value
      else delete root.dataset[name]
      const chosen = new FormData()
      for (const each of Object.values(lists)) chosen.append(each.name, each.value)
      // Where the site does not answer, the choice holds on this page, and the button beside it keeps it.
      await post(button.formAction, chosen).catch(() => {})
    })
  }
}
