import { lazily } from '../loading/lazily.ts'

const CampaignList = lazily(async () => ({ default: (await import('./CampaignList.tsx')).CampaignList }))
const CaseShow = lazily(async () => ({ default: (await import('../cases/CaseShow.tsx')).CaseShow }))

export const campaignPages = { list: CampaignList, show: CaseShow }
