import type { Contract } from '../../api/contract.ts'

/** Answers which methods an address knows; none when nothing stands there. */
export type MethodsAt = (url: string) => string[]

/** Knows the methods of every address that contracts stand at, and of `pages`, which are only read. */
export function methodsOf(contracts: readonly Contract[], pages: readonly string[]): MethodsAt {
  const known = [
    ...contracts.flatMap(({ method, path, also = [] }) => [path, ...also].map((each) => ({ method, address: addressesOf(each) }))),
    ...pages.map((page) => ({ method: 'GET', address: addressesOf(page) })),
  ]
  return (url) => {
    const path = url.split('?', 1)[0]!
    const methods = new Set(known.filter(({ address }) => address.test(path)).map(({ method }) => method))
    if (methods.has('GET')) methods.add('HEAD')
    // Pages of other sites ask first whether they may send (crossOrigin.ts).
    if (methods.size > 0 && path.startsWith('/v1/')) methods.add('OPTIONS')
    return [...methods]
  }
}

function addressesOf(path: string): RegExp {
  const parts = path.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^$()[\]\\|]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]+')}$`)
}
