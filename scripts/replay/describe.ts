/** The figures of a replay as text for a terminal. */
import { OUTCOMES, STAGES } from '../../server/domain/sessions/decision.ts'
import type { Interval } from '../../server/risk/intervals.ts'
import type { Compared, Figure, Matrix, ReplayReport, Share } from '../../server/risk/replay/replayReport.ts'

export function describeReplay(report: ReplayReport): string {
  const { sessions, decisions, changed, identical, fraud, honest } = report
  return [
    `${sessions} sessions, ${decisions} decisions made again`,
    ...report.refused.map(({ why, decisions: count }) => `  ${count} could not be made again: ${why}`),
    `identical to the last bit   ${identical}`,
    ...Object.entries(report.different).map(([part, count]) => `  another ${part.padEnd(16)} ${count}`),
    `outcome changes             ${shareText(changed)}`,
    ...STAGES.flatMap((stage) => matrixText(stage, report.matrix[stage])),
    '',
    'a day                       before → after, change',
    `cases                       ${comparedText(report.casesADay)}`,
    `analyst hours               ${comparedText(report.analystHoursADay)}  at ${report.casesAnHour} cases an hour`,
    `people interrupted          ${comparedText(report.peopleInterruptedADay)}`,
    '',
    `known fraud                 ${fraud.known}`,
    `  interrupted before        ${shareText(fraud.before)}`,
    `  interrupted after         ${shareText(fraud.after)}`,
    `  newly missed              ${shareText(fraud.newlyMissed)}`,
    `  newly caught              ${shareText(fraud.newlyCaught)}`,
    `known not to be fraud       ${honest.known}`,
    `  interrupted before        ${shareText(honest.before)}`,
    `  interrupted after         ${shareText(honest.after)}`,
    '',
    'In brackets: 95 % intervals (shares Wilson; figures a day by bootstrap over days).',
    ...report.notes,
    ...(report.featuresNotStored.length === 0
      ? []
      : [
          `Stored vectors lack ${report.featuresNotStored.join(', ')}: rules that read them do not fire there.`,
        ]),
  ].join('\n')
}

function matrixText(stage: string, matrix: Matrix): string[] {
  const cells = (values: readonly (string | number)[]) =>
    values.map((value) => String(value).padStart(9)).join('')
  return [
    '',
    `${`${stage}: from`.padEnd(18)}${cells(OUTCOMES.map((outcome) => `→ ${outcome}`))}`,
    ...OUTCOMES.map(
      (from) => `  ${from.padEnd(16)}${cells(OUTCOMES.map((outcome) => matrix[from][outcome]))}`,
    ),
  ]
}

function comparedText({ before, after, change }: Compared): string {
  return `${figureText(before)} → ${figureText(after)}, ${change.value >= 0 ? '+' : ''}${figureText(change)}`
}

function figureText({ value, interval }: Figure): string {
  return `${round(value)}${intervalText(interval, round)}`
}

function shareText({ hits, of, interval }: Share): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  return of === 0 ? 'none' : `${hits} of ${of}, ${percent(hits / of)}${intervalText(interval, percent)}`
}

function intervalText(interval: Interval | null, text: (value: number) => string): string {
  return interval === null ? '' : ` [${text(interval.low)}, ${text(interval.high)}]`
}

function round(value: number): string {
  return value.toFixed(2)
}
