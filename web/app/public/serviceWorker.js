/**
 * Keeps the shell of the app, so that it opens without a network and can say so. Only files of /app/ are
 * kept: no answer of the API is, and nothing of a request or an account.
 */
const SHELL = 'countersign-shell-1'
const START = '/app/'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.add(START))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (
    event.request.method !== 'GET' ||
    url.origin !== self.location.origin ||
    !url.pathname.startsWith(START)
  )
    return
  // Built files carry a digest in their name and never change; the page itself must be the newest there is.
  if (url.pathname.startsWith(`${START}assets/`)) event.respondWith(cacheFirst(event.request))
  else event.respondWith(networkFirst(event.request))
})

async function cacheFirst(request) {
  const kept = await caches.match(request)
  return kept ?? (await fetchAndKeep(request))
}

async function networkFirst(request) {
  try {
    return await fetchAndKeep(request)
  } catch (error) {
    const kept =
      (await caches.match(request)) ?? (request.mode === 'navigate' ? await caches.match(START) : undefined)
    if (kept === undefined) throw error
    return kept
  }
}

async function fetchAndKeep(request) {
  const answer = await fetch(request)
  if (answer.ok) {
    const cache = await caches.open(SHELL)
    await cache.put(request, answer.clone())
  }
  return answer
}
