// The page for jottings: a line is kept on this device first, sent once, and taken off the device when the site has it.
import { newKey } from './device.js'
import { add, remember, remove, waiting, whose } from './queue.js'
import { post, signedOut } from './request.js'
import { ownScript } from './trusted.js'

const AGAIN_MS = 30_000
const PHOTO_MS = 300_000 // a large photo over a slow line
const form = document.getElementById('jotting')
const box = form.querySelector('[name=text]')
const link = form.querySelector('[name=link]')
const photo = form.querySelector('[name=photo]')
const alt = form.querySelector('[name=photo_alt]')
const said = document.getElementById('said')
const section = document.getElementById('waiting')
const list = section.querySelector('ul')
const words = JSON.parse(document.getElementById('words').textContent)
// Without a connection this page is the one kept on the device, which is nobody's: then it is who signed in here last.
const kept = !form.dataset.person
let person = form.dataset.person
let sending = null
let again = 0

function say(sentence, { signIn = false } = {}) {
  said.textContent = sentence
  document.getElementById('sign-in').hidden = !signIn
}

async function show() {
  const lines = await waiting(person)
  section.hidden = !lines.length
  list.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li')
      const quote = document.createElement('span')
      quote.className = 'quote'
      quote.textContent = [line.text || line.link, line.photo && `(${words.with_photo}: ${line.photo.name})`].filter(Boolean).join(' ')
      const out = document.createElement('button')
      out.type = 'button'
      out.className = 'bare s'
      out.textContent = words.take_out
      out.addEventListener('click', async () => {
        await remove(line.uid)
        box.value ||= line.text
        link.value ||= line.link
        giveBack(line)
        await show()
        box.focus()
      })
      item.append(quote, ' ', out)
      if (line.why) {
        const why = document.createElement('p')
        why.className = 'fix'
        why.textContent = line.why
        item.append(why)
      }
      return item
    }),
  )
  return lines
}

/** A photo that waited, in the box for it again, where that is empty. */
function giveBack(line) {
  if (!line.photo || photo.files.length) return
  const held = new DataTransfer()
  held.items.add(line.photo)
  photo.files = held.files
  alt.value ||= line.alt
}

/** Sends what waits, one after the other; a line stays here until the site has answered that it has it. */
async function send() {
  clearTimeout(again)
  const tried = new Set()
  let sent = 0
  for (;;) {
    const line = (await waiting(person)).find((each) => !tried.has(each.uid) && !each.why)
    if (!line) break
    tried.add(line.uid)
    const body = new FormData()
    for (const [name, value] of Object.entries({ save_key: line.uid, person, text: line.text, link: line.link, at: line.at })) body.append(name, value)
    if (line.photo) {
      body.append('photo', line.photo, line.photo.name)
      body.append('photo_alt', line.alt)
    }
    let answer
    try {
      answer = await post(form.getAttribute('action'), body, line.photo ? { patience: PHOTO_MS } : {})
    } catch {
      again = setTimeout(flush, AGAIN_MS)
      return say(words.offline)
    }
    if (answer.status === 204) {
      await remove(line.uid)
      sent += 1
    } else if (signedOut(answer)) {
      return say(words.signed_out, { signIn: true })
    } else if (answer.status === 409) {
      return say(await answer.text())
    } else if (answer.status === 422) {
      await add({ ...line, why: await answer.text() })
    } else {
      again = setTimeout(flush, AGAIN_MS)
      return say(words.failed)
    }
  }
  if (sent) say(words.sent)
}

function flush() {
  sending ??= send().finally(async () => {
    sending = null
    await show()
  })
  return sending
}

/** Sends what waits now, also where others are just on their way, or are failing for want of a connection that has come back. */
async function flushAll() {
  const busy = sending
  await flush()
  if (busy) await flush()
}

async function keep(event) {
  event.preventDefault()
  const line = { uid: newKey(), person, text: box.value.trim(), link: link.value.trim(), at: new Date().toISOString() }
  if (photo.files.length) Object.assign(line, { photo: photo.files[0], alt: alt.value.trim() })
  if (!line.text && !line.link && !line.photo) return say(words.empty)
  if (!person) return say(words.stranger, { signIn: true })
  try {
    await add(line)
  } catch {
    return say(words.unkept)
  }
  box.value = ''
  link.value = ''
  photo.value = ''
  alt.value = ''
  if (location.search) history.replaceState(null, '', location.pathname)
  box.focus()
  await show()
  await flushAll()
}

async function start() {
  if (kept) {
    person = await whose()
    const given = new URLSearchParams(location.search)
    const [title, text, url] = ['title', 'text', 'url'].map((name) => (given.get(name) ?? '').split(/\s+/).join(' ').trim())
    box.value ||= !title || text.includes(title) ? text : text && text !== url ? `${title} – ${text}` : title
    link.value ||= /^https?:/i.test(url) ? url : ''
    if (!person) say(words.stranger, { signIn: true })
  } else {
    await remember(person)
  }
  form.addEventListener('submit', keep)
  addEventListener('online', flushAll)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && flush())
  await show()
  await flush()
}

// A browser that keeps nothing (a private window) sends the form as any other.
start().catch(() => kept && say(words.unkept))
for (const mark of document.querySelectorAll('a.mark')) {
  mark.addEventListener('click', (event) => {
    event.preventDefault()
    document.getElementById('mark-said').textContent = words.drag
  })
}
if ('serviceWorker' in navigator && form.dataset.worker) navigator.serviceWorker.register(ownScript(form.dataset.worker)).catch(() => {})
