/** Replays the decisions of a period as they are stored in Postgres: for the console and for the command line. */
import { createReplay, type ReplayQuestion, type ReplayReport } from '../../risk/replay/replayReport.ts'
import type { ReplaySource } from './ports.ts'

/** Sessions between two reports of progress. */
const REPORTED_EVERY = 200

/** @param report takes how many sessions were read. */
export async function replayPeriod(
  source: Pick<ReplaySource, 'sessions'>,
  question: ReplayQuestion,
  report: (done: number) => void = () => {},
): Promise<ReplayReport> {
  const { from, to } = question
  const replaying = createReplay(question)
  let done = 0
  for await (const session of source.sessions({ from, to })) {
    replaying.add(session)
    done += 1
    if (done % REPORTED_EVERY === 0) report(done)
  }
  report(done)
  return replaying.report()
}
