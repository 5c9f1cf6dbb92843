import { lazy } from 'react'

const CampaignList = lazy(async () => ({ default: (await import('./CampaignList.tsx')).CampaignList }))
const CaseShow = lazy(async () => ({ default: (await import('../cases/CaseShow.tsx')).CaseShow }))

export const campaignPages = { list: CampaignList, show: CaseShow }
