/**
 * A list in an order of its own, such as from the strongest to the weakest, that holds every member of a closed set:
 * one that lacks a member does not compile.
 *
 *   const STRONGEST_FIRST = everyOf<Outcome>()(['block', 'hold', 'warn', 'allow'])
 */
export function everyOf<Member extends string>() {
  return <const List extends readonly Member[]>(list: WithEvery<Member, List>): readonly Member[] => list
}

export type WithEvery<Member extends string, List extends readonly Member[]> =
  Exclude<Member, List[number]> extends never ? List : readonly Exclude<Member, List[number]>[]
