import Box from '@mui/material/Box'

/** A key as it is on the keyboard. */
export const Key = ({ name }: { name: string }) => (
  <Box
    component="kbd"
    sx={{
      fontFamily: 'inherit',
      fontSize: '0.75rem',
      lineHeight: 1.5,
      px: 0.75,
      border: 1,
      borderBottomWidth: 2,
      borderColor: 'currentcolor',
      borderRadius: 1,
      opacity: 0.85,
    }}
  >
    {name.length === 1 ? name.toUpperCase() : name}
  </Box>
)
