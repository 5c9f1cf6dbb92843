import type { RefObject } from 'react'
import { useGetIdentity } from 'react-admin'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { changeCase } from '../../api/caseWorkApi.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { useCommands } from '../../keyboard/useCommands.ts'
import { useRowWalk } from '../../keyboard/useRowWalk.ts'
import { useCaseChange } from '../data/useCaseChange.ts'

type CaseKeys = {
  table: RefObject<HTMLElement | null>
  items: readonly CaseItem[]
  mayWork: boolean
  showNew: () => void
  onSelect: (id: string) => boolean
  onOpen: (item: CaseItem) => void
  onStep: (pending: { item: CaseItem; step: 'note' | 'escalate' }) => void
}

/** J and K walk the rows, Enter opens, C takes or gives back, E escalates, N writes a note, X chooses. */
export function useCaseKeys({ table, items, mayWork, showNew, onSelect, onOpen, onStep }: CaseKeys) {
  const text = useText()
  const { identity } = useGetIdentity()
  const { changeAtOnce } = useCaseChange()
  const { currentId, setCurrentId, walk, comeBack } = useRowWalk({ table, ids: items.map(({ id }) => id) })
  const current = items.find(({ id }) => id === currentId)

  const step = (by: number) => {
    const place = walk(by)
    const item = place === null ? undefined : items[place]
    if (item === undefined || place === null) return
    announcer.announce(
      [
        text('queue.said.place', { index: place + 1, count: items.length }),
        item.title,
        text(`cases.severity.${item.severity}`),
        ...(item.sla === null ? [] : [text(`cases.sla.${item.sla}`)]),
        item.assignee?.name ?? text('cases.nobody'),
      ].join('. '),
    )
  }
  const onCurrent = (work: (item: CaseItem) => void) => () => {
    if (current === undefined) announcer.announce(text('queue.said.noRow'))
    else work(current)
  }
  const claim = (item: CaseItem) => {
    const isOwn = item.assignee !== null && item.assignee.id === identity?.id
    const assigneeId = isOwn ? null : String(identity?.id ?? '')
    void changeAtOnce(
      () => changeCase(item, { assigneeId }),
      text(isOwn ? 'queue.said.givenBack' : 'queue.said.claimed'),
    )
  }

  useCommands({
    next: () => step(1),
    previous: () => step(-1),
    open: onCurrent(onOpen),
    showNew: () => {
      showNew()
      announcer.announce(text('queue.said.shown'))
    },
    ...(mayWork
      ? {
          claim: onCurrent(claim),
          note: onCurrent((item) => onStep({ item, step: 'note' })),
          escalate: onCurrent((item) => onStep({ item, step: 'escalate' })),
          select: onCurrent(({ id }) =>
            announcer.announce(text(onSelect(id) ? 'queue.said.chosen' : 'queue.said.unchosen')),
          ),
        }
      : {}),
  })
  return { currentId, setCurrentId, comeBack }
}
