import { lazily } from '../loading/lazily.ts'

export const Dashboard = lazily(async () => ({ default: (await import('./Dashboard.tsx')).Dashboard }))
