/** What an attacker leaves behind in a session, as keyed digests by which other sessions are found. */
import type { RelyingPartyId } from '../../domain/ids.ts'
import type { Initiator, Interaction } from '../../domain/sessions/session.ts'
import { templateKey } from '../../risk/features/textTemplate.ts'
import type { CoreDependencies } from '../dependencies.ts'

type Left = { relyingPartyId: RelyingPartyId; initiator: Initiator; interactions: readonly Interaction[] }

/** The same digests as those of SessionFacts; the text is the first that the RP listed. */
export function artefactKeysOf(
  deps: Pick<CoreDependencies, 'vault' | 'describeAddress'>,
  { relyingPartyId, initiator, interactions }: Left,
) {
  const address = initiator.ip === undefined ? null : deps.describeAddress(initiator.ip)
  const text = interactions[0]?.text
  return {
    initiatorAddressKey: address?.addressKey ?? null,
    initiatorNetworkKey: address?.networkKey ?? null,
    trackingKey:
      initiator.trackingId === undefined ? null : deps.vault.name('tracking', initiator.trackingId),
    templateKey: text === undefined ? null : templateKey(relyingPartyId, text),
  }
}

/** The phone that acted: its address, and the digest of its network. */
export function phoneEndOf(deps: Pick<CoreDependencies, 'describeAddress'>, ip: string) {
  return { phoneAddress: ip, phoneNetworkKey: deps.describeAddress(ip).networkKey }
}
