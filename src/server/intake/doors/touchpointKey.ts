const LONGEST = 200
const NUMBER = /^\d+$/
const IDENTIFIER = /^(?=.*\d)[0-9a-f-]{8,}$/i

/** The key of a touchpoint from a name for people: small letters and digits, a hyphen for all between (`Loan Application` → `loan-application`). */
export function keyOfName(name: string): string {
  const key = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return (key === '' ? name.trim() : key).slice(0, LONGEST)
}

/** The key of a touchpoint from the path or address of a page, without numbers and ids (`/orders/1234/returns` → `orders-returns`; `/` → `home`). */
export function keyOfPath(address: string): string {
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  const parts = path.split('/').filter((part) => part !== '' && !NUMBER.test(part) && !IDENTIFIER.test(part))
  return parts.length === 0 ? 'home' : keyOfName(parts.join('/'))
}
