import { CaseList } from '../cases/list/CaseList.tsx'

export const CampaignList = () => <CaseList resource="campaigns" />
