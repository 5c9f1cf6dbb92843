/** Light and dark, on the fonts that the reader's machine has. */
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin'

const FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

const common: Pick<RaThemeOptions, 'shape' | 'typography' | 'sidebar'> = {
  sidebar: { width: 172, closedWidth: 52 },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: FONTS,
    fontSize: 13.5,
    h5: { fontWeight: 650, letterSpacing: '-0.01em' },
    h6: { fontWeight: 650, fontSize: '1rem' },
    button: { textTransform: 'none', fontWeight: 600 },
  },
}

const components = (line: string): NonNullable<RaThemeOptions['components']> => ({
  ...defaultLightTheme.components,
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' } },
  MuiAppBar: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { borderBottom: line } },
  },
  MuiTableCell: { styleOverrides: { head: { fontWeight: 600, whiteSpace: 'nowrap' } } },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
  MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense' } },
})

export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  ...common,
  palette: {
    mode: 'light',
    primary: { main: '#24348f' },
    secondary: { main: '#24348f' },
    info: { main: '#6236c4' },
    success: { main: '#1f7a3d' },
    warning: { main: '#a85b00' },
    error: { main: '#c02626' },
    background: { default: '#f5f6f9', paper: '#ffffff' },
  },
  components: components('1px solid #e2e4ea'),
}

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  ...common,
  palette: {
    mode: 'dark',
    primary: { main: '#9fb0ff' },
    secondary: { main: '#9fb0ff' },
    info: { main: '#b79bff' },
    success: { main: '#6fcf8f' },
    warning: { main: '#f0b45a' },
    error: { main: '#ff8a80' },
    background: { default: '#11141b', paper: '#191d26' },
  },
  components: components('1px solid #2b303c'),
}
