import type { ComponentType } from 'react'
import type { View } from './address.ts'
import { FlowView } from './FlowView.tsx'
import { FunnelView } from './FunnelView.tsx'
import { HoursView } from './HoursView.tsx'
import type { Looked } from './looked.ts'
import { MeantView } from './MeantView.tsx'
import { ReturnsView } from './ReturnsView.tsx'
import { StagesView } from './StagesView.tsx'
import { VariantsView } from './VariantsView.tsx'

/** What draws each view. */
export const VIEW_OF: Record<View, ComponentType<{ looked: Looked }>> = {
  flow: FlowView,
  stages: StagesView,
  hours: HoursView,
  returns: ReturnsView,
  funnel: FunnelView,
  variants: VariantsView,
  meant: MeantView,
}
