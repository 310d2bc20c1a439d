import Elk, { type ElkNode } from 'elkjs/lib/elk-api.js'
import worker from 'elkjs/lib/elk-worker.min.js?url'

let elk: InstanceType<typeof Elk> | null = null

/** Lays a graph out, away from the thread that draws. */
export function layOut(graph: ElkNode): Promise<ElkNode> {
  elk ??= new Elk({ workerFactory: () => new Worker(worker) })
  return elk.layout(graph)
}
