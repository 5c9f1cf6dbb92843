/** What the nodes of a case's link graph stand for. */
export const NODE_KINDS = ['person', 'account', 'address', 'network', 'relyingParty', 'text'] as const
export type NodeKind = (typeof NODE_KINDS)[number]
