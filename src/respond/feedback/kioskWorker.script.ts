const NAME = 'polku kiosk 1'

interface Fetching extends Event {
  request: Request
  respondWith: (answer: Promise<Response>) => void
}

/** What was seen last stands in when there is no network; answers go to the server alone. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put(request, fresh.clone())
    return fresh
  } catch (error) {
    const kept = await cache.match(request, { ignoreVary: true })
    if (kept === undefined) throw error
    return kept
  }
}

self.addEventListener('activate', (event) => {
  const worker = self as unknown as { clients: { claim: () => Promise<void> } }
  ;(event as Event & { waitUntil: (work: Promise<unknown>) => void }).waitUntil(worker.clients.claim())
})
self.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching
  if (request.method === 'GET' && new URL(request.url).pathname.startsWith('/r/')) respondWith.call(event, answer(request))
})
