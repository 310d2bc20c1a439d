import font from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'

const STYLED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
  'font-variant-numeric',
  'text-anchor',
  'paint-order',
] as const

/** The picture as an SVG file that needs nothing besides: its colours and its typeface are inside. */
export async function pictureAsSvg(picture: SVGSVGElement): Promise<Blob> {
  const copy = picture.cloneNode(true) as SVGSVGElement
  const originals = picture.querySelectorAll<SVGElement>('*')
  for (const [index, element] of copy.querySelectorAll<SVGElement>('*').entries()) copyLook(originals[index]!, element)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style')
  style.textContent = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(${await readFont()})}`
  copy.prepend(style, ground)
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
}

function copyLook(from: SVGElement, to: SVGElement): void {
  const look = getComputedStyle(from)
  for (const property of STYLED) to.style.setProperty(property, look.getPropertyValue(property))
  for (const attribute of ['class', 'role', 'tabindex', 'data-key', 'aria-pressed']) to.removeAttribute(attribute)
}

async function readFont(): Promise<string> {
  const response = await fetch(font)
  return readAddress(await response.blob())
}

function readAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(file)
  })
}

/** The picture as a PNG file, at twice its size on the screen. */
export async function pictureAsPng(picture: SVGSVGElement): Promise<Blob> {
  const image = new Image()
  image.src = await readAddress(await pictureAsSvg(picture))
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.width.baseVal.value * 2
  canvas.height = picture.height.baseVal.value * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((file) => (file ? resolve(file) : reject(new Error('no picture'))), 'image/png')
  })
}
