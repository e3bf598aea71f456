// Words not yet on the site, kept in this browser's own storage until they are.

/**
 * A place on this device for the text of one note in one language (`name`). Every open tab has its own, so that two tabs
 * never write over each other.
 */
export function deviceStore(name) {
  const prefix = `weeknotes:text:${name}:`
  const mine = prefix + newKey()
  const quietly = (act, otherwise) => {
    try {
      return act()
    } catch {
      return otherwise // storage is full, or switched off
    }
  }
  return {
    /** Keeps {title, html}; false when this device cannot. */
    keep: (text) => quietly(() => (localStorage.setItem(mine, JSON.stringify({ ...text, at: Date.now() })), true), false),
    drop: (key = mine) => quietly(() => localStorage.removeItem(key)),
    /** What earlier visits or other tabs kept, newest first: [{key, at, title, html}]. */
    others: () =>
      quietly(
        () =>
          Object.keys(localStorage)
            .filter((key) => key.startsWith(prefix) && key !== mine)
            .map((key) => quietly(() => ({ key, ...JSON.parse(localStorage.getItem(key)) }), null))
            .filter((copy) => copy && typeof copy.html === 'string' && typeof copy.title === 'string')
            .sort((one, other) => other.at - one.at),
        [],
      ),
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
