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
    // What stands in front of a server that is away says so in its own words, to nobody's use.
    return fresh.status < 500 ? fresh : ((await keptOf(cache, request)) ?? fresh)
  } catch (error) {
    const kept = await keptOf(cache, request)
    if (kept === undefined) throw error
    return kept
  }
}

/** The same page, or the same in another language. */
async function keptOf(cache: Cache, request: Request): Promise<Response | undefined> {
  return (await cache.match(request, { ignoreVary: true })) ?? cache.match(request, { ignoreVary: true, ignoreSearch: true })
}

self.addEventListener('activate', (event) => {
  const worker = self as unknown as { clients: { claim: () => Promise<void> } }
  ;(event as Event & { waitUntil: (work: Promise<unknown>) => void }).waitUntil(worker.clients.claim())
})
self.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching
  if (request.method === 'GET' && new URL(request.url).pathname.startsWith('/r/')) respondWith.call(event, answer(request))
})
