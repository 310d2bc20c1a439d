/** The picture's one size of text, in pixels. */
const SIZE = 13
/** Bold texts are a little wider; all are measured as such. */
const FONT = `600 ${SIZE}px 'Inter Variable', system-ui, sans-serif`

let context: CanvasRenderingContext2D | null = null

/** Width of a text in the picture, in pixels. */
export function measureText(text: string): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return text.length * SIZE * 0.6
  context.font = FONT
  return context.measureText(text).width
}
