// Words not yet on the site, kept in this browser's own storage until they are.
//
// In two places: localStorage takes them at once, even from a page that is closing, but the browser writes it to disk only now and then;
// IndexedDB takes a moment, but what it has taken outlives a browser that is killed and a machine that loses its power.

const STORE = 'texts'

const quietly = (act, otherwise) => {
  try {
    return act()
  } catch {
    return otherwise // storage is full, or switched off
  }
}

let opened = null

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('weeknotes', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => {
      asked.result.onclose = () => (opened = null)
      asked.result.onversionchange = () => asked.result.close()
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error)
  }).catch((error) => {
    opened = null
    throw error
  })
  return opened
}

/** Runs `act` on the store; resolves with its result once the disk has what it wrote. */
async function within(mode, act) {
  const db = await database()
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(STORE, mode, { durability: 'strict' })
    const asked = act(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onabort = transaction.onerror = () => reject(transaction.error)
  })
}

/**
 * A place on this device for the text of one note in one language (`name`). Every open tab has its own, so that two tabs
 * never write over each other.
 */
export function deviceStore(name) {
  const prefix = `weeknotes:text:${name}:`
  const mine = prefix + newKey()
  let lasting = false // whether IndexedDB took the last words it was given
  let writing = false
  let waiting = null

  async function write(copy) {
    waiting = copy
    if (writing) return
    writing = true
    while (waiting) {
      const next = waiting
      waiting = null
      try {
        await within('readwrite', (store) => store.put(next, mine))
        lasting = true
      } catch {
        lasting = false
      }
    }
    writing = false
  }

  function atOnce() {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => quietly(() => ({ key, ...JSON.parse(localStorage.getItem(key)) }), null))
  }

  async function lastingly() {
    const range = IDBKeyRange.bound(prefix, prefix + '\uffff')
    const [keys, copies] = await Promise.all([
      within('readonly', (store) => store.getAllKeys(range)),
      within('readonly', (store) => store.getAll(range)),
    ])
    return keys.length === copies.length ? keys.map((key, place) => ({ key, ...copies[place] })) : []
  }

  return {
    /** Keeps {title, html}; false when this device cannot. */
    keep(text) {
      const copy = { ...text, at: Date.now() }
      write(copy)
      return quietly(() => (localStorage.setItem(mine, JSON.stringify(copy)), true), false) || lasting
    },
    drop(key = mine) {
      if (key === mine) waiting = null
      quietly(() => localStorage.removeItem(key))
      within('readwrite', (store) => store.delete(key)).catch(() => {})
    },
    /** What earlier visits or other tabs kept, newest first: [{key, at, title, html}]. */
    async others() {
      const found = new Map()
      const copies = [...(await lastingly().catch(() => [])), ...quietly(atOnce, [])]
      for (const copy of copies) {
        if (!copy || copy.key === mine || typeof copy.html !== 'string' || typeof copy.title !== 'string') continue
        if (!(found.get(copy.key)?.at > copy.at)) found.set(copy.key, copy)
      }
      return [...found.values()].sort((one, other) => other.at - one.at)
    },
  }
}

/** A random UUID (version 4). crypto.randomUUID is missing on plain http, where small hosts may run this. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
