// The two languages of a note: what differs is asked for again after each save, and the text beside follows the block being written.
import { nodesOf } from './html.js'

/** Keeps #two and #when in step with the site (`url`). What the writer chose, and where the keyboard is, stays. `notice.say` tells of copying. */
export function twoLanguages({ url, notice }) {
  const parts = ['two', 'when'].map((id) => document.getElementById(id)).filter(Boolean)
  if (!url || !parts.length) return null
  let chosen = false
  let asking = null
  document.addEventListener('change', (event) => (chosen ||= event.target.name === 'when'))

  // Without this script the words stand there to be copied by hand.
  const withButtons = (element) => {
    for (const button of element.querySelectorAll('[data-copy]')) button.hidden = false
    return element
  }
  parts.forEach(withButtons)
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]')
    if (!button) return
    if (!(await copied(button.dataset.copy))) return
    button.firstChild.textContent = button.dataset.done
    notice.say(button.dataset.done)
  })

  function show(html) {
    const fresh = withButtons(nodesOf(html))
    for (const part of parts) {
      const next = fresh.querySelector(`[data-for="${part.id}"]`)
      if (!next || next.innerHTML.trim() === part.innerHTML.trim()) continue
      const controls = (element) => [...element.querySelectorAll('a[href], button, input:not([type=hidden])')]
      const at = controls(part).indexOf(document.activeElement)
      const choice = chosen && part.querySelector('[name=when]:checked')?.value
      part.replaceChildren(...next.childNodes)
      const kept = choice && [...part.querySelectorAll('[name=when]')].find((radio) => radio.value === choice)
      if (kept) kept.checked = true
      if (at >= 0) controls(part)[Math.min(at, controls(part).length - 1)]?.focus({ preventScroll: true })
    }
  }

  return {
    async refresh() {
      asking?.abort()
      asking = new AbortController()
      try {
        const answer = await fetch(url, { headers: { Accept: 'text/html', 'X-Requested-With': 'fetch' }, redirect: 'manual', signal: asking.signal })
        if (answer.ok) show(await answer.text())
      } catch {
        // what is on the page stays; the next save asks again
      }
    },
  }
}

/** The other language beside the text: the block that answers the one with the caret stands at its height. */
export function besideText(editor) {
  const beside = document.getElementById('beside')
  const text = beside?.querySelector('.prose')
  if (!text) return
  let shown = null

  function follow() {
    if (!beside.open) return
    const { $head } = editor.state.selection
    const block = String($head.index(0))
    const one = [...text.querySelectorAll('[data-blocks]')].find((each) => each.dataset.blocks.split(' ').includes(block))
    if (one === shown) return
    shown?.classList.remove('at')
    shown = one ?? null
    if (!one) return
    one.classList.add('at')
    const here = editor.view.dom.children[block]?.getBoundingClientRect()
    if (here) text.scrollTop += one.getBoundingClientRect().top - Math.max(here.top, text.getBoundingClientRect().top)
  }

  editor.on('selectionUpdate', follow)
  editor.on('focus', follow)
}

/** Puts words where the next paste takes them from; true when they are there. */
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words)
    return true
  } catch {
    // A site without https has no clipboard of its own; the browser still copies what is selected.
    const field = document.createElement('textarea')
    const focused = document.activeElement
    field.value = words
    field.className = 'vh'
    document.body.append(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    focused?.focus({ preventScroll: true })
    return done
  }
}
