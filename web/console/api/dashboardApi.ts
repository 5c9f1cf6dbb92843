/** The figures of a period, each with the filter of the list behind it. */
import { type Dashboard, dashboard } from '../../../server/contract/dashboard.ts'
import { callApi } from './http.ts'

export const DASHBOARD_KEY = ['dashboard'] as const

/** @param query instants of ISO 8601; left out, the last seven days of the zone. */
export async function readDashboard(
  query: { from?: string; to?: string; zone: string },
  signal: AbortSignal,
): Promise<Dashboard> {
  return await callApi(dashboard, `/dashboard?${new URLSearchParams(query)}`, { signal })
}
