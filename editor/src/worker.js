// Keeps the empty page for jottings and its files on the device, so that it opens without a connection. No page of anybody's, no note and
// no answer of the site is ever kept: what is in the cache was fetched without signing in.
const { name, page, shell, files } = self.WEEKNOTES

self.addEventListener('install', (event) => {
  const fresh = [shell, ...files].map((url) => new Request(url, { credentials: 'omit', cache: 'reload' }))
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const old = (keys) => keys.filter((key) => key.startsWith('jot-') && key !== name)
  event.waitUntil(caches.keys().then((keys) => Promise.all(old(keys).map((key) => caches.delete(key)))).then(() => self.clients.claim()))
})

const held = async (url) => (await caches.open(name)).match(url, { ignoreVary: true })

/** The site's own page; the kept one when nothing answers, or when what another program shares would be lost on the way to signing in. */
async function opened(request, url) {
  try {
    const answer = await fetch(request)
    const lost = answer.type === 'opaqueredirect' && url.search
    return lost || answer.status >= 502 ? ((await held(shell)) ?? answer) : answer
  } catch (trouble) {
    const kept = await held(shell)
    if (kept) return kept
    throw trouble
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate' && url.pathname === page) event.respondWith(opened(request, url))
  else if (files.includes(url.pathname)) event.respondWith(held(url.pathname).then((kept) => kept ?? fetch(request)))
})
