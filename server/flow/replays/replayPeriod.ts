/** Replays the decisions of a period as they are stored in Postgres: for the console and for the command line. */
import { createReplay, type ReplayQuestion, type ReplayReport } from '../../risk/replay/replayReport.ts'
import type { ReplaySource } from '../../stores/replays/replaySource.ts'

/** So many sessions lie between two words about how far it is. */
const TOLD_EVERY = 200

/** @param tell hears how many sessions were read. */
export async function replayPeriod(
  source: Pick<ReplaySource, 'sessions'>,
  question: ReplayQuestion,
  tell: (done: number) => void = () => {},
): Promise<ReplayReport> {
  const { from, to } = question
  const replaying = createReplay(question)
  let done = 0
  for await (const session of source.sessions({ from, to })) {
    replaying.add(session)
    done += 1
    if (done % TOLD_EVERY === 0) tell(done)
  }
  tell(done)
  return replaying.report()
}
