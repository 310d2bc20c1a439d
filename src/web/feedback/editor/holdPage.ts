/** Keeps a shown page where it is: only its links to other languages do something. */
export function holdPage(frame: HTMLIFrameElement, choose: (language: string) => void): void {
  const { contentDocument: page } = frame
  page?.addEventListener('submit', (event) => event.preventDefault())
  page?.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a')
    if (link === null) return
    event.preventDefault()
    const language = new URL(link.href).searchParams.get('lang')
    if (language !== null) choose(language)
  })
}
