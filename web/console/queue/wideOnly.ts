/** Columns that a tablet leaves out. */
export const WIDE_ONLY = { display: { xs: 'none', lg: 'table-cell' } } as const
