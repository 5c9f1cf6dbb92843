/** What an export holds. */
export const exportKinds = {
  'exports.kind.evidence': 'Evidence',
  'exports.kind.sessions': 'List of sessions',
  'exports.kind.cases': 'List of cases',
  'exports.kind.campaigns': 'List of campaigns',
  'exports.kind.rules': 'Rules',
  'exports.kind.lists': 'List entries',
  'exports.kind.models': 'Models',
  'csv.order': 'CSV',
  'csv.about': 'This list as a file',
  'csv.download': 'Download CSV',
  'csv.failed': 'CSV failed: try again',
} as const
