import { CaseList } from '../cases/CaseList.tsx'

export const CampaignList = () => <CaseList resource="campaigns" />
