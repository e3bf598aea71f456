// The list beside the text, "What I read": refreshed after a save, without taking the keyboard or the page from under the writer.
import { nodesOf } from './html.js'
import { goTo, markPlaces, putInstead } from './places.js'
import { post } from './request.js'
import { make, word } from './words.js'

// What the page was opened to be shown: a picture, sound or film, by its uid.
const MEDIUM = /^#medium-([0-9a-f-]{36})$/
const CONTROLS = 'a[href], button, input, select, textarea, summary'
const entryOf = (element) => element.closest('[data-key]')
const isTyping = (element) => element.matches('textarea, select, input:not([type=hidden], [type=submit], [type=button])')
const fieldsOf = (entry) => [...entry.querySelectorAll('input:not([type=hidden]), textarea, select')]

// The list as text, without the CSRF token, which is masked anew for every answer.
function signature(element) {
  const copy = element.cloneNode(true)
  for (const input of copy.querySelectorAll('input[name=csrfmiddlewaretoken]')) input.removeAttribute('value')
  return copy.innerHTML.trim()
}

/** Keeps `list` (#iread) in step. `url` answers with its contents; `notice.say` tells what could not be done. */
export function readingList({ list, url, editor, notice }) {
  let shown = signature(list)
  let waiting = null // a newer list, held back while the writer types in the one on the page
  let asking = null

  const sizes = new ResizeObserver(settle)
  const entryNamed = (name) => [...list.querySelectorAll('[data-key]')].find((entry) => entry.dataset.key === name)

  function place() {
    const elements = [...list.querySelectorAll('[data-key], .read > li')]
    const entries = elements.map((element, index) => ({
      name: element.dataset.key ?? `line ${index}`,
      quote: element.dataset.quote ?? '',
      nth: Number(element.dataset.nth ?? 0),
      picture: element.dataset.picture ? Number(element.dataset.picture) : null,
      medium: element.dataset.medium,
      found: element.classList.contains('find'),
      anchor: `--text-${index + 1}`,
    }))
    const [, medium] = MEDIUM.exec(location.hash) ?? []
    const asked = medium ? [{ name: 'asked', quote: '', nth: 0, picture: null, medium, found: true, anchor: '--asked' }] : []
    const present = markPlaces(editor, [...entries, ...asked])
    // CSS anchor positioning puts each entry at its words and below the one before; without support it is a list.
    // What was read and what others said are two lists, beside the text in one order: that of the text. What has no place there stays
    // below the entry before it in its list. The first stands below the last of what has no place at all: the heading, and what is asked of all links.
    ;(list.querySelector('.heard') ?? list.querySelector(':scope > .acts') ?? list.querySelector('h2, h3'))?.style.setProperty('anchor-name', '--entry-0')
    let last = 0
    const standing = entries.map(({ name }, index) => ({ index, place: (last = present.get(name) ?? last) }))
    let above = '--entry-0'
    for (const { index } of standing.sort((one, other) => one.place - other.place || one.index - other.index)) {
      const element = elements[index]
      element.style.setProperty('--me', `--entry-${index + 1}`)
      element.style.setProperty('--at', present.has(entries[index].name) ? `--text-${index + 1}` : above)
      element.style.setProperty('--up', above)
      above = `--entry-${index + 1}`
    }
    list.dataset.placed = ''
    settle()
    sizes.disconnect()
    for (const element of [editor.view.dom, ...elements]) sizes.observe(element)
  }

  /**
   * Entries at their words take no room of their own: what stands below begins under the last of them. Where each stands is worked out
   * when the text or an entry has another size, and kept until then: worked out at every key, it would cost more than the key.
   */
  function settle() {
    const entries = [...list.querySelectorAll('.read > li')]
    for (const entry of entries) entry.style.removeProperty('inset-block-start')
    const { top } = list.getBoundingClientRect()
    const bottoms = entries.map((entry) => entry.getBoundingClientRect().bottom - top)
    const places = entries.map((entry) => getComputedStyle(entry).top)
    entries.forEach((entry, index) => {
      if (places[index].endsWith('px')) entry.style.setProperty('inset-block-start', places[index])
    })
    list.style.setProperty('min-block-size', `${Math.ceil(Math.max(0, ...bottoms))}px`)
  }

  /** Replaces the list when `html` is news; focus, open parts and half-written words stay, but for those of `answered`. */
  function show(html, answered = null) {
    const fresh = make('div')
    fresh.append(nodesOf(html))
    const next = signature(fresh)
    const active = list.contains(document.activeElement) ? document.activeElement : null
    waiting = null
    if (next === shown && !answered) return
    if (active && isTyping(active) && !answered) {
      waiting = html
      return
    }
    shown = next
    const written = []
    for (const entry of list.querySelectorAll('[data-key]')) {
      const name = entry.dataset.key
      for (const field of fieldsOf(entry)) {
        if (entry !== answered && field.form !== answered && field.value !== (field.defaultValue ?? field.value)) written.push([name, field.name, field.value])
      }
      if (entry !== answered && entry.querySelector('details[open]')) written.push([name, null])
    }
    const name = active && entryOf(active)?.dataset.key
    const order = name == null ? -1 : [...entryOf(active).querySelectorAll(CONTROLS)].indexOf(active)
    const number = active ? [...list.querySelectorAll('[data-key]')].indexOf(entryOf(active)) : -1

    list.replaceChildren(...fresh.childNodes)
    for (const [entryName, field, value] of written) {
      const entry = entryNamed(entryName)
      if (!entry) continue
      if (field === null) entry.querySelector('details')?.setAttribute('open', '')
      else for (const each of fieldsOf(entry)) if (each.name === field) each.value = value
    }
    if (active) refocus(name, order, number)
    place()
  }

  // The entry may be gone with its answer: then the one that took its place, then the list's own heading.
  function refocus(name, order, number) {
    const entries = [...list.querySelectorAll('[data-key]')]
    const same = name == null ? null : entryNamed(name)
    const entry = same ?? entries[Math.min(Math.max(number, 0), entries.length - 1)]
    const controls = entry ? [...entry.querySelectorAll(CONTROLS)] : []
    const target = controls[same ? Math.max(order, 0) : 0] ?? controls[0] ?? list
    if (target === list) list.tabIndex = -1
    target.focus({ preventScroll: true })
  }

  /** Asks for the list again; true when the site gave it. */
  async function refresh(answered = null) {
    asking?.abort()
    asking = new AbortController()
    try {
      const answer = await fetch(url, { headers: { Accept: 'text/html', 'X-Requested-With': 'fetch' }, redirect: 'manual', signal: asking.signal })
      if (answer.ok) show(await answer.text(), answered)
      return answer.ok
    } catch {
      return false // the list on the page stays; the next save asks again
    }
  }

  /** Sends what an entry's form or button says; the site answers with the list. */
  async function submit(form, submitter) {
    const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href
    const fields = new FormData(form, submitter)
    fields.delete('html') // the text has its own way
    let answer
    let text = ''
    try {
      answer = await post(action, fields, { headers: { Accept: 'text/html' } })
      if (answer.ok && answer.status !== 204) text = await answer.text()
    } catch {
      return notice.say(word('entry_failed'))
    }
    if (answer.status >= 500) return notice.say(word('entry_failed'))
    if (answer.ok && text && !/<html[\s>]/i.test(text)) return show(text, entryOf(submitter ?? form) ?? form)
    // A redirect back to this page and one to signing in look alike from here; the list tells them apart.
    if ((answer.ok || answer.type === 'opaqueredirect') && (await refresh(entryOf(submitter ?? form) ?? form))) return
    for (const part of [form, submitter]) part?.removeAttribute('data-inline')
    form.requestSubmit(submitter) // an ordinary post: the site's own page says what is wrong
  }

  list.addEventListener('click', (event) => {
    // What has a plain way is done in the text at hand; where its place cannot be told, the button sends the page as it does without script.
    const button = event.target.closest('button[data-instead]')
    if (button && putInstead(editor, entryOf(button)?.dataset.key, button.dataset.instead)) {
      event.preventDefault()
      notice.say(word('put_right'))
      return
    }
    const link = event.target.closest('a[data-goto]')
    if (!link) return
    event.preventDefault()
    const name = link.dataset.goto || entryOf(link)?.dataset.key
    if (!goTo(editor, name)) notice.say(word('not_in_text'))
  })
  // In the capturing phase, before the page's own form takes a button of the list for its own.
  document.addEventListener(
    'submit',
    (event) => {
      const { target: form, submitter } = event
      if (!list.contains(submitter ?? form) || !(submitter?.matches('[data-inline]') || form.matches('[data-inline]'))) return
      event.preventDefault()
      event.stopPropagation()
      submit(form, submitter)
    },
    true,
  )
  // Enter in a field means the button beside it, not the first button of the page's form.
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !event.target.matches('input')) return
    event.preventDefault()
    const near = event.target.closest('p, form') ?? event.target.parentElement
    ;(near.querySelector('button') ?? entryOf(event.target)?.querySelector('button'))?.click()
  })
  list.addEventListener('focusout', () => {
    if (waiting !== null) setTimeout(() => waiting !== null && show(waiting))
  })

  const showAsked = () => MEDIUM.test(location.hash) && (goTo(editor, 'asked') || notice.say(word('not_in_text')))
  window.addEventListener('hashchange', () => {
    place()
    showAsked()
  })
  place()
  showAsked()
  return { refresh }
}
