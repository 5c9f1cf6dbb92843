/** Replays: past decisions made again with something else in place. */
import {
  type Replay,
  type ReplayOrder,
  type ReplayPage,
  replay,
  replayPage,
  replays,
} from '../../../server/contract/replays.ts'
import { callApi } from './http.ts'

export const REPLAYS_KEY = ['replays'] as const

export async function readReplays(signal: AbortSignal): Promise<Replay[]> {
  return (await callApi(replays, '/replays?limit=50', { signal })).items
}

const path = (id: string) => `/replays/${encodeURIComponent(id)}`

export async function readReplay(id: string, signal: AbortSignal): Promise<ReplayPage> {
  return await callApi(replayPage, path(id), { signal })
}

/** @throws HttpError 400 with what is wrong by field. */
export async function requestReplay(order: ReplayOrder): Promise<Replay> {
  return await callApi(replay, '/replays', { method: 'POST', body: order })
}
