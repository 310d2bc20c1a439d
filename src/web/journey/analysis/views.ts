import type { ComponentType } from 'react'
import type { View } from './address.ts'
import { FlowView } from './FlowView.tsx'
import type { Looked } from './looked.ts'

/** What draws each view. */
export const VIEW_OF: Record<View, ComponentType<{ looked: Looked }>> = {
  flow: FlowView,
  stages: FlowView,
  hours: FlowView,
  returns: FlowView,
  funnel: FlowView,
  variants: FlowView,
  meant: FlowView,
}
