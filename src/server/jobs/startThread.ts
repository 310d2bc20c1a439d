import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Starts the worker thread at `file`, a `*.worker.ts` beside the caller; from source it is read through tsx, in a build it is a bundle. */
export function startThread(file: URL, options: Pick<WorkerOptions, 'workerData' | 'transferList' | 'resourceLimits'> = {}): Worker {
  if (!file.pathname.endsWith('.ts')) return new Worker(file, options)
  const [tsx, source] = [import.meta.resolve('tsx/esm/api'), file.href].map((address) => JSON.stringify(address))
  const start = `import { register } from ${tsx}; register(); await import(${source})`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { ...options, execArgv: [] })
}
