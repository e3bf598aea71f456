// Saving as the writer writes: one attempt at a time, repeated with the same key until the site gives a definite answer.
import { newKey } from './device.js'
import { post, signedOut } from './request.js'

const PAUSE = 1000 // after the last key
const MOST = 10_000 // of typing without a pause
const CAUGHT = 400 // at most, from a key to this device having it, however long nobody pauses
const SLOW = 800 // a save shorter than this is not announced
const RETRY = [2000, 60_000] // first and longest wait after a failure
const KEEPALIVE = 60_000 // browsers refuse more than 64 kB from a page that is closing

const same = (one, other) => one.title === other.title && one.html === other.html

/**
 * @param {object} options
 * @param {string} options.url where saves go
 * @param {string} options.page names this open page, so that what it keeps aside is one text
 * @param {number} options.version the version this text was opened at
 * @param {{title: string, html: string}} options.there the text the site has
 * @param {() => {title: string, html: string}} options.read the text now
 * @param {object} options.device where words wait (device.js)
 * @param {object} options.tell what to call: saving(), unsaved(), kept(answer), aside(answer), failed(kind or null, keptHere, message)
 */
export function saver({ url, page, version, there, read, device, tell }) {
  let base = version
  let attempt = null // {save_key, version, page, title, html}: sent, or about to be, and not answered yet
  let flying = null
  let again = false
  let failures = 0
  let since = 0 // when the first unsaved change was made
  let leaving = false
  let apart = false
  let catching = 0
  const timers = {}

  const later = (name, wait, act) => {
    clearTimeout(timers[name])
    timers[name] = setTimeout(act, wait)
  }
  const stop = (...names) => names.forEach((name) => clearTimeout(timers[name]))
  const dirty = () => !same(read(), there)

  /** To be called at every change; cheap. */
  function changed() {
    leaving = false
    const now = Date.now()
    if (!since) {
      since = now
      if (!failures) later('unsaved', 3000, tell.unsaved)
    }
    catching ||= setTimeout(caught, CAUGHT)
    later('pause', Math.max(0, Math.min(PAUSE, since + MOST - now)), soon)
  }

  // A page that ends without a word (a crash, a dead battery) leaves here what was written since the last save.
  function caught() {
    catching = 0
    if (dirty()) device.keep(read())
  }

  // While the site does not answer, new words are kept here and the waiting is left to the back-off.
  function soon() {
    if (failures) failed(null)
    else save()
  }

  /** Saves what is there now; resolves to whether the site has it. */
  function save({ keepalive = false } = {}) {
    again = true
    flying ??= run(keepalive).finally(() => (flying = null))
    return flying
  }

  async function run(keepalive) {
    while (again) {
      again = false
      stop('pause', 'retry')
      const text = read()
      if (!attempt && same(text, there)) {
        rest()
        return true
      }
      since = 0
      attempt ??= { save_key: newKey(), version: base, page, ...text }
      device.keep(text)
      if (!(await send(keepalive))) return false
      if (!same(text, there)) again = true // an older attempt was answered first
    }
    return true
  }

  async function send(keepalive) {
    const sent = attempt
    const body = JSON.stringify(sent)
    if (!failures) later('slow', SLOW, tell.saving)
    let answer, said
    try {
      answer = await post(url, body, {
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        keepalive: keepalive && new Blob([body]).size < KEEPALIVE,
      })
      said = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : {}
    } catch {
      return failed('network')
    } finally {
      stop('slow')
    }
    if (signedOut(answer)) return failed('signed_out')
    if (answer.ok && said.state === 'kept') {
      base = said.version
      settle(sent)
      tell.kept(said)
      return true
    }
    if (answer.status === 409 && said.state === 'aside') {
      // The other text waits for the writer's choice; until then this device saves beside it, from the same version.
      settle(sent)
      apart = true
      tell.aside(said)
      return true
    }
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
      attempt = null // a definite no: other words may fare better
      return failed('refused', said.message)
    }
    return failed('network')
  }

  function settle({ title, html }) {
    attempt = null
    failures = 0
    there = { title, html }
    rest()
  }

  function rest() {
    stop('unsaved')
    if (dirty()) return
    since = 0
    device.drop()
  }

  /** Keeps the words here, says so and tries again later; `kind` null: only more words while waiting. */
  function failed(kind, message) {
    stop('unsaved')
    since = 0
    const keptHere = device.keep(read())
    if (kind) {
      failures += 1
      const wait = Math.min(RETRY[1], RETRY[0] * 2 ** (failures - 1))
      later('retry', wait * (0.8 + 0.4 * Math.random()), () => save())
    }
    tell.failed(kind, keptHere, message)
    return false
  }

  /** Before the page is hidden or left. */
  function leave() {
    if (leaving || !dirty()) return
    device.keep(read())
    if (!failures) save({ keepalive: true })
  }

  window.addEventListener('online', () => failures && save())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave())
  window.addEventListener('pagehide', leave)
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && dirty() && !device.keep(read())) event.preventDefault()
  })

  return {
    changed,
    save: () => (failures ? soon() : dirty() && save()),
    dirty: () => Boolean(attempt) || dirty(),
    /** True while the site has said that it has not the text, or two texts wait for a choice. */
    waiting: () => failures > 0 || apart,
    /** Saves until the site has every word; false when it cannot. */
    async flush() {
      do {
        if (!(await save())) return false
      } while (dirty())
      return true
    },
    /** The page's own form carries the text away: nothing more is sent as it closes. */
    release: () => (leaving = true),
  }
}
