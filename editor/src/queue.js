// Jottings that wait on this device until the site has them, and whose they are. Each is bound to the person who wrote it.

const PATIENCE_MS = 3000

let opened = null

function database() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open('weeknotes-jottings', 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('lines', { keyPath: 'uid' }).createIndex('person', 'person')
      asked.result.createObjectStore('here', { keyPath: 'name' })
    }
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error)
    setTimeout(() => failed(new Error('this browser does not open its storage')), PATIENCE_MS)
  })
  return opened
}

async function within(store, mode, act) {
  const db = await database()
  return new Promise((done, failed) => {
    const change = db.transaction(store, mode)
    const asked = act(change.objectStore(store))
    change.oncomplete = () => done(asked.result)
    change.onabort = () => failed(change.error) // the disk is full, or the browser took the storage away
  })
}

/** Keeps {uid, person, text, link, at}, and with a photo {photo, alt}, here. Throws when this device cannot. */
export const add = (line) => within('lines', 'readwrite', (lines) => lines.put(line))

export const remove = (uid) => within('lines', 'readwrite', (lines) => lines.delete(uid))

/** What `person` wrote here and the site has not, oldest first; nothing where this device keeps nothing. */
export async function waiting(person) {
  try {
    const lines = await within('lines', 'readonly', (all) => all.index('person').getAll(person))
    return lines.sort((one, other) => (one.at < other.at ? -1 : 1))
  } catch {
    return []
  }
}

/** Who signed in last on this device and did not sign out, or ''. */
export const whose = async () => (await within('here', 'readonly', (here) => here.get('person')))?.uid ?? ''

export const remember = (uid) => within('here', 'readwrite', (here) => here.put({ name: 'person', uid }))

/** Nobody's any more: what waits stays, and is shown to nobody until its person signs in again. */
export async function forget() {
  try {
    await within('here', 'readwrite', (here) => here.delete('person'))
  } catch {
    // A device that keeps nothing has nobody to forget.
  }
}
